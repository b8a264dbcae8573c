package io.deskbridge.rule;

import io.deskbridge.core.Message;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code stars: "1-2"} or {@code "1, 5"}: how a review rates us. */
final class Stars {
    private static final Pattern RANGE = Pattern.compile("(\\d)(?:\\s*[-–]\\s*(\\d))?");

    private Stars() {}

    static Condition read(String value) {
        Set<Integer> wanted = new TreeSet<>();
        for (String part : Values.list(value)) {
            Matcher range = RANGE.matcher(part);
            int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
            int to = from > 0 && range.group(2) != null ? Integer.parseInt(range.group(2)) : from;
            if (from < 1 || to > Message.MOST_STARS || to < from) {
                throw new IllegalArgumentException(
                        "\"" + part + "\" is no number of stars; there are 1 to 5: write for example 1-2, or 5");
            }
            for (int stars = from; stars <= to; stars++) {
                wanted.add(stars);
            }
        }
        return facts -> {
            OptionalInt stars = facts.message().stars();
            return stars.isEmpty()
                    ? Optional.of("it gives no stars")
                    : Condition.unless(
                            wanted.contains(stars.getAsInt()),
                            stars.getAsInt() + " of 5 stars is not " + value.strip());
        };
    }
}
