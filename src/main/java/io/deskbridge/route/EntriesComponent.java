package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.AgentComments;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from entries:<desk>} hands out what is to be written into a desk that a route writes into. */
@org.springframework.stereotype.Component("entries-component")
class EntriesComponent extends DefaultComponent {
    private static final String ANSWERS = "answers";
    private static final String KEYS = "keys";

    private final Accounts accounts;
    private final AgentComments comments;
    private final Clock clock;

    EntriesComponent(Accounts accounts, AgentComments comments, Clock clock) {
        this.accounts = accounts;
        this.comments = comments;
        this.clock = clock;
    }

    /** What a route may say beside the desk's name. */
    List<RouteOption> options() {
        return List.of(
                new RouteOption(
                        ANSWERS,
                        "What the route can be asked beside writing, with commas between the words: find (does this entry"
                                + " stand there?), comment (how does this comment stand?), check (does the account work?), reopen"
                                + " (bring this solved ticket back). Nothing when not given.",
                        RouteAbilities::mistakeInAnswers),
                new RouteOption(
                        KEYS,
                        "How long the desk's API knows an Idempotency-Key, such as 24h: a write whose outcome is not known is"
                                + " then repeated with the same key. Not needed where the route answers find.",
                        RouteAbilities::mistakeInKeys));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Optional<String> answers = said(parameters, ANSWERS);
        Optional<String> keys = said(parameters, KEYS);
        Options.nothingLeft(
                "entries:" + remaining,
                parameters,
                options().stream().map(RouteOption::name).toList());
        answers.flatMap(RouteAbilities::mistakeInAnswers)
                .or(() -> keys.flatMap(RouteAbilities::mistakeInKeys))
                .ifPresent(mistake -> {
                    throw new IllegalArgumentException("entries:" + remaining + " " + mistake);
                });
        return new EntriesEndpoint(
                uri,
                this,
                remaining,
                RouteAbilities.of(answers, keys),
                accounts,
                new EntriesEndpoint.Hub(comments, clock));
    }

    private static Optional<String> said(Map<String, Object> parameters, String word) {
        return Optional.ofNullable(parameters.remove(word)).map(String::valueOf);
    }
}
