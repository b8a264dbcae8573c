package io.deskbridge.rule;

import io.deskbridge.core.Author;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Conditions on who wrote a message. An author is known by id and handle, which the network gives once; never by the name,
 * which anybody may choose.
 */
final class Authors {
    private Authors() {}

    static Condition verified(String value) {
        boolean wanted = Values.yesOrNo(value);
        return facts -> Condition.unless(
                facts.message().author().verified() == wanted,
                wanted ? "the author is not verified" : "the author is verified");
    }

    static Condition followersAbove(String value) {
        if (!value.strip().matches("\\d{1,12}")) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no number of followers; write digits alone, such as 10000");
        }
        long limit = Long.parseLong(value.strip());
        return facts -> {
            OptionalLong followers = facts.message().author().followers();
            if (followers.isEmpty()) {
                return Optional.of("the network does not tell how many followers the author has");
            }
            return Condition.unless(
                    followers.getAsLong() > limit, followers.getAsLong() + " followers are not more than " + limit);
        };
    }

    static Condition among(String value) {
        Set<String> wanted = read(value);
        return facts -> Condition.unless(
                isAmong(facts.message().author(), wanted), "the author is none of those listed in authors");
    }

    static Condition notAmong(String value) {
        Set<String> refused = read(value);
        return facts ->
                Condition.unless(!isAmong(facts.message().author(), refused), "the author is listed in not-authors");
    }

    private static Set<String> read(String value) {
        return Values.list(value).stream()
                .map(name -> {
                    if (plain(name).isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
                        throw new IllegalArgumentException("\"" + name
                                + "\" is no handle or id; write for example @anna, and commas between several");
                    }
                    return plain(name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isAmong(Author author, Set<String> listed) {
        return listed.contains(plain(author.id())) || listed.contains(plain(author.handle()));
    }

    /** As handles and ids are compared. */
    static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("@") ? lower.substring(1) : lower;
    }
}
