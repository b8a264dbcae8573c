package io.deskbridge.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The first line of an agent's comment, where it asks for something special: {@code /template order_update de 4711}.
 *
 * @param word after the slash, lower case
 * @param arguments what follows in that line; what stands in quotes, straight or typographic, is one
 * @param rest the lines below, without blank ones around them
 */
public record CommandLine(String word, List<String> arguments, String rest) {
    /** A non-breaking space is what a desk's editor makes of a space beside another one. */
    private static final Pattern FIRST =
            Pattern.compile("\\A\\s*/([A-Za-z][A-Za-z_-]{0,30})(?:[ \\t\\x{A0}]+([^\\r\\n]*))?(?:\\R|\\z)");

    private static final Pattern ARGUMENT = Pattern.compile(
            "\"([^\"]*)\"|[\u201c\u201e\u201d]([^\u201c\u201d]*)[\u201c\u201d]|[\u00ab\u00bb]([^\u00ab\u00bb]*)[\u00ab\u00bb]|([^\\s\\x{A0}]+)");

    public CommandLine {
        arguments = List.copyOf(arguments);
    }

    /** Empty when the text does not begin with such a line. */
    public static Optional<CommandLine> of(String text) {
        Matcher first = FIRST.matcher(text);
        if (!first.find()) {
            return Optional.empty();
        }
        var arguments = new ArrayList<String>();
        Matcher argument = ARGUMENT.matcher(Optional.ofNullable(first.group(2)).orElse(""));
        while (argument.find()) {
            IntStream.rangeClosed(1, argument.groupCount())
                    .mapToObj(argument::group)
                    .filter(found -> found != null)
                    .forEach(arguments::add);
        }
        return Optional.of(new CommandLine(
                first.group(1).toLowerCase(Locale.ROOT),
                arguments,
                text.substring(first.end()).strip()));
    }
}
