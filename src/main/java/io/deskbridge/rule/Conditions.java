package io.deskbridge.rule;

import io.deskbridge.core.RouteOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The conditions of one step; a message meets them when it meets each. */
public final class Conditions {
    private static final List<Word> WORDS = List.of(
            new Word("kinds", "Kinds of messages: " + Kinds.KNOWN + ".", Kinds::read),
            new Word("words-any", "Words or phrases, of which the text has at least one.", WordRules::any),
            new Word("words-all", "Words or phrases, all of which the text has.", WordRules::all),
            new Word("words-none", "Words or phrases, none of which the text has.", WordRules::none),
            new Word("languages", "Languages, one of which the text is in: \"de, en, unknown\".", Languages::among),
            new Word(
                    "not-languages",
                    "Languages, in none of which the text is, as far as it can be told.",
                    Languages::notAmong),
            new Word("stars", "Stars of a review, one of which it gives: \"1-2\" or \"1, 5\".", Stars::read),
            new Word("verified", "Whether the network vouches for the author: true or false.", Authors::verified),
            new Word("followers-above", "The author has more followers than this number.", Authors::followersAbove),
            new Word("authors", "Handles or ids, one of which is the author's.", Authors::among),
            new Word("not-authors", "Handles or ids, none of which is the author's.", Authors::notAmong),
            new Word(
                    "authors-file",
                    "A list in a file beside the routes, blocked.txt, in which the author stands.",
                    AuthorList::among),
            new Word(
                    "not-authors-file",
                    "A list in a file beside the routes, in which the author does not stand.",
                    AuthorList::notAmong),
            new Word(
                    "office-hours",
                    "The message came within these hours: \"Mo-Fr 9:00-17:00 Europe/Berlin\".",
                    OfficeHours::within),
            new Word(
                    "outside-hours",
                    "The message came outside these hours: \"Mo-Fr 9:00-17:00 Europe/Berlin\".",
                    OfficeHours::outside),
            new Word(
                    "first-of-conversation",
                    "Whether the message is the one that opens the ticket: true or false.",
                    Conditions::first));

    /** What a step may ask, in the order of the documentation. */
    public static final List<RouteOption> OPTIONS =
            WORDS.stream().map(Word::option).toList();

    private final List<Condition> all;

    private Conditions(List<Condition> all) {
        this.all = all;
    }

    private record Word(String name, String description, Function<String, Condition> reader) {
        RouteOption option() {
            return new RouteOption(name, description, value -> {
                try {
                    Condition unused = reader.apply(value);
                    return Optional.empty();
                } catch (IllegalArgumentException e) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            });
        }
    }

    /**
     * Reads what a step says; words that are no conditions are left to others.
     *
     * @throws IllegalArgumentException when a value is wrong; it says what would be right
     */
    public static Conditions read(Map<String, String> said) {
        return new Conditions(WORDS.stream()
                .filter(word -> said.containsKey(word.name()))
                .map(word -> word.reader().apply(said.get(word.name())))
                .toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Why the message does not meet them; empty when it does, or when there is no condition. */
    public Optional<String> unmet(Facts facts) {
        return all.stream()
                .map(condition -> condition.unmet(facts))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Condition first(String value) {
        boolean wanted = Values.yesOrNo(value);
        return facts -> Condition.unless(
                facts.hasTicket().getAsBoolean() != wanted,
                wanted ? "the conversation has a ticket already" : "the conversation has no ticket yet");
    }
}
