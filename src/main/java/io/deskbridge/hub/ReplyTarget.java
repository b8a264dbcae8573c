package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which message a comment answers: the one that its first line names ({@code /to 2}); else the newest one of the person
 * whose handle it begins with; else the newest one that stood in the ticket when it was written.
 *
 * @param text the comment without the line that named the message
 */
record ReplyTarget(Message message, String text) {
    private static final Pattern NAMED = Pattern.compile("\\A\\s*/to\\s+#?(\\d{1,6})[ \\t]*(?:\\R|\\z)");
    private static final Pattern HANDLE = Pattern.compile("\\A\\s*@([\\p{L}\\p{N}_.\\-]+)");
    /** Desks tell times in seconds, and their clocks are not ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    /**
     * @param recent the conversation's newest messages in the order of their numbers, the newest wording of each
     * @param numbered finds any message of the conversation by its number
     * @return empty when the comment names a message that is not there, or there is none at all
     */
    static Optional<ReplyTarget> of(
            Comment comment, List<MessageRow> recent, IntFunction<Optional<MessageRow>> numbered) {
        Matcher named = NAMED.matcher(comment.text());
        if (named.find()) {
            return numbered.apply(Integer.parseInt(named.group(1)))
                    .map(row -> new ReplyTarget(
                            row.message(), comment.text().substring(named.end()).strip()));
        }
        List<MessageRow> seen = seen(recent, comment.writtenAt());
        Matcher handle = HANDLE.matcher(comment.text());
        Optional<MessageRow> addressed = handle.find()
                ? last(seen.stream()
                        .filter(row -> sameHandle(row, handle.group(1)))
                        .toList())
                : Optional.empty();
        return addressed.or(() -> last(seen)).map(row -> new ReplyTarget(row.message(), comment.text()));
    }

    /** The comment without the line that named a message. */
    static String words(Comment comment) {
        return NAMED.matcher(comment.text()).replaceFirst("").strip();
    }

    /**
     * The message that perhaps stood in the ticket when the comment was written: its write began before, and how that ended
     * is not known yet. Until it is, nobody can say what the comment answers, unless it names a message.
     */
    static Optional<MessageRow> undecided(Comment comment, List<MessageRow> numbered) {
        return NAMED.matcher(comment.text()).find()
                ? Optional.empty()
                : last(numbered.stream()
                        .filter(row -> row.state() == MessageState.WAITING
                                && row.triedAt()
                                        .filter(at ->
                                                !at.isAfter(comment.writtenAt().plus(CLOCKS)))
                                        .isPresent())
                        .toList());
    }

    private static boolean sameHandle(MessageRow row, String handle) {
        String own = row.message().author().handle().toLowerCase(Locale.ROOT);
        String said = handle.toLowerCase(Locale.ROOT);
        return own.equals(said) || own.startsWith(said + ".");
    }

    private static List<MessageRow> seen(List<MessageRow> numbered, Instant writtenAt) {
        List<MessageRow> inTicket = numbered.stream()
                .filter(row -> row.state() == MessageState.TICKETED || row.state() == MessageState.APPENDED)
                .toList();
        List<MessageRow> before = inTicket.stream()
                .filter(row -> row.endedAt()
                        .map(at -> !at.isAfter(writtenAt.plus(CLOCKS)))
                        .orElse(false))
                .toList();
        return before.isEmpty() ? inTicket : before;
    }

    private static Optional<MessageRow> last(List<MessageRow> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }
}
