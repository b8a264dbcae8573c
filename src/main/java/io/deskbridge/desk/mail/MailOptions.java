package io.deskbridge.desk.mail;

import io.deskbridge.core.RouteOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a route may say beside the desk's name. */
final class MailOptions {
    static final String SUBJECT_PREFIX = "subject-prefix";
    static final String TO = "to";
    static final String PRIORITY = "priority";
    static final String VIA = "via";
    static final int NORMAL = 3;
    private static final Map<String, Integer> PRIORITIES = Map.of("high", 1, "normal", NORMAL, "low", 5);

    static final List<RouteOption> ALL = List.of(
            RouteOption.text(SUBJECT_PREFIX, "Words before each subject, for example [Social]."),
            new RouteOption(
                    TO,
                    "Another address that gets the tickets of this route.",
                    value -> mistake(
                            value.matches(MailSettings.ADDRESS), "must be an address, such as team@example.com")),
            new RouteOption(
                    PRIORITY,
                    "How the mail is marked: high, normal or low.",
                    value -> mistake(PRIORITIES.containsKey(value), "must be high, normal or low")),
            RouteOption.text(VIA, "What stands behind \"via\" in the sender's name; the channel's name by default."));

    private MailOptions() {}

    static int priority(Map<String, String> options) {
        return PRIORITIES.getOrDefault(options.getOrDefault(PRIORITY, "normal"), NORMAL);
    }

    private static Optional<String> mistake(boolean right, String sentence) {
        return right ? Optional.empty() : Optional.of(sentence);
    }
}
