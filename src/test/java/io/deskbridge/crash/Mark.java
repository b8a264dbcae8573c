package io.deskbridge.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes a text unique, so that it can be found again whatever a desk or a network puts around it. */
record Mark(Kind kind, int conversation, int number) implements Comparable<Mark> {
    private static final Pattern WORD = Pattern.compile("\\b([MCN])(\\d+)x(\\d+)\\b");

    /** What carries the mark: a customer's message, an agent's public comment, an agent's internal note. */
    enum Kind {
        M,
        C,
        N
    }

    /** The first mark in a text. */
    static Optional<Mark> in(String text) {
        return all(text).stream().findFirst();
    }

    /** All marks in a text, in its order. */
    static List<Mark> all(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> new Mark(
                        Kind.valueOf(word.group(1)), Integer.parseInt(word.group(2)), Integer.parseInt(word.group(3))))
                .toList();
    }

    static Mark message(int conversation, int number) {
        return new Mark(Kind.M, conversation, number);
    }

    @Override
    public int compareTo(Mark other) {
        int byConversation = Integer.compare(conversation, other.conversation);
        return byConversation != 0 ? byConversation : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return kind + "" + conversation + "x" + number;
    }
}
