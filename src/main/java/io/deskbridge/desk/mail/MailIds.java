package io.deskbridge.desk.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Message-IDs, reply addresses and subject tokens of our mails. All of them carry the ticket's id, so that an answer
 * tells its ticket by any one of them and nothing has to be remembered.
 */
record MailIds(String replyAddress) {
    private static final String TOKEN = "([a-z2-7]{" + TicketKeys.TOKEN_LENGTH + "})";
    private static final Pattern OURS = Pattern.compile("<db(note)?\\." + TOKEN + "(\\.[a-z2-7]+)?@[^>]+>");
    private static final Pattern IN_SUBJECT = Pattern.compile("\\[DB-" + TOKEN + "]", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_ADDRESS = Pattern.compile("\\+" + TOKEN + "@", Pattern.CASE_INSENSITIVE);

    /** Whether the text holds a token of ours, as it stands in subjects and reply addresses. */
    static boolean betrayed(String text) {
        return IN_SUBJECT.matcher(text).find() || IN_ADDRESS.matcher(text).find();
    }

    /** Whether the text holds what nobody outside may learn: who knows it can write into the ticket. */
    boolean betrayed(String text, String ticket) {
        String lower = text.toLowerCase(Locale.ROOT);
        return betrayed(text) || lower.contains(ticket) || lower.contains(replyAddress.toLowerCase(Locale.ROOT));
    }

    /** The mail that opened the ticket. */
    String first(String ticket) {
        return "<db." + ticket + "@" + domain() + ">";
    }

    String further(String ticket, String item) {
        return "<db." + ticket + "." + item + "@" + domain() + ">";
    }

    String note(String ticket, String item) {
        return "<dbnote." + ticket + "." + item + "@" + domain() + ">";
    }

    String replyTo(String ticket) {
        int at = replyAddress.lastIndexOf('@');
        return replyAddress.substring(0, at) + "+" + ticket + replyAddress.substring(at);
    }

    static String inSubject(String ticket) {
        return "[DB-" + ticket + "]";
    }

    /** Whether mail to that address comes to the hub's mailbox, with or without a token. */
    boolean isOurs(String address) {
        return address.equalsIgnoreCase(replyAddress) || suffix(address).isPresent();
    }

    Optional<String> ticketOfAddress(String address) {
        return suffix(address).filter(token -> token.matches(TOKEN));
    }

    /** The ticket that the newest of these Message-IDs of ours belongs to; empty when it is a note or none is ours. */
    static Optional<String> ticketOfReferences(List<String> messageIds) {
        for (int i = messageIds.size() - 1; i >= 0; i--) {
            var ours = OURS.matcher(messageIds.get(i).toLowerCase(Locale.ROOT));
            if (ours.matches()) {
                return ours.group(1) == null ? Optional.of(ours.group(2)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    static boolean isNote(String messageId) {
        var ours = OURS.matcher(messageId.toLowerCase(Locale.ROOT));
        return ours.matches() && ours.group(1) != null;
    }

    static Optional<String> ticketOfSubject(String subject) {
        var found = IN_SUBJECT.matcher(subject);
        return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** For logs and for notes: who knows the token can answer the customer. */
    static String withoutToken(String subject) {
        return IN_SUBJECT.matcher(subject).replaceAll("").strip();
    }

    private Optional<String> suffix(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        String ours = replyAddress.toLowerCase(Locale.ROOT);
        int at = ours.lastIndexOf('@');
        String before = ours.substring(0, at) + "+";
        String behind = ours.substring(at);
        boolean fits = lower.length() > ours.length() && lower.startsWith(before) && lower.endsWith(behind);
        return fits
                ? Optional.of(lower.substring(before.length(), lower.length() - behind.length()))
                : Optional.empty();
    }

    private String domain() {
        return replyAddress.substring(replyAddress.lastIndexOf('@') + 1);
    }
}
