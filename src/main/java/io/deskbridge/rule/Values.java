package io.deskbridge.rule;

import io.deskbridge.hub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what stands behind a condition's name. */
final class Values {
    private Values() {}

    static boolean yesOrNo(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("\"" + value + "\" is neither true nor false"
                        + NearestWord.hint(value, List.of("true", "false")));
        };
    }

    /** What stands between commas, without the quotes that may keep a comma inside; at least one, none blank. */
    static List<String> list(String value) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        boolean quoted = false;
        for (char sign : value.toCharArray()) {
            if (sign == '"' || sign == '“' || sign == '”' || sign == '„') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(sign);
            }
        }
        items.add(item.toString().strip());
        if (quoted) {
            throw new IllegalArgumentException("a quotation mark is not closed in: " + value);
        }
        if (items.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(
                    value.isBlank()
                            ? "the value is blank; name at least one"
                            : "there is nothing between two commas, or before or after one, in: " + value);
        }
        return List.copyOf(items);
    }
}
