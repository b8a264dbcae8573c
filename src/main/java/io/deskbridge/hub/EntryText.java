package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Channel;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Words;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Words an entry for the agent: what was written, by whom, where, and what an answer will be. */
@Component
class EntryText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final int SUBJECT = 80;
    /** So much of a text is enough for a subject; the rest is not looked at. */
    private static final int SUBJECT_SOURCE = 4 * SUBJECT;

    private final Accounts accounts;
    private final MessageLedger ledger;

    private final KeptMedia kept;
    private final boolean threads;
    private final boolean links;
    private final Locale language;

    EntryText(Accounts accounts, MessageLedger ledger, KeptMedia kept, ReplySettings replies, HubSettings settings) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.kept = kept;
        this.threads = replies.asThreads();
        this.links = replies.linksMedia();
        this.language = settings.language();
    }

    /**
     * The row as an entry.
     *
     * @param row with its number
     * @param desk that it is worded for
     * @param opens whether it opens the ticket; then author and rules are told in full
     */
    Entry entry(MessageRow row, DeskContract desk, boolean opens) {
        Message message = row.message();
        var lines = new ArrayList<String>();
        lines.add(body(row));
        lines.add("");
        lines.add("———");
        lines.add(byline(row));
        message.permalink().ifPresent(link -> lines.add(link.toString()));
        places(message.attachments(), lines);
        if (opens) {
            profile(message.author(), lines);
            accounts.channel(message.id().channel())
                    .ifPresent(open -> lines.addAll(
                            AnswerHint.lines(message, open.channel().contract(), desk, threads, links, language)));
        }
        message.restriction().ifPresent(words -> lines.add("⚠ " + words.in(language)));
        return new Entry(row.key(), message, clean(String.join("\n", lines)), media(message));
    }

    /** One line that names the author and begins with the words. */
    String subject(MessageRow row) {
        Message message = row.message();
        String line = oneLine(network(message).orElse(message.id().channel()) + " @"
                + message.author().handle() + ": " + stars(message, " ") + beginning(message.text()));
        int end = line.offsetByCodePoints(0, Math.min(SUBJECT, line.codePointCount(0, line.length())));
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }

    private static String beginning(String text) {
        return text.length() > SUBJECT_SOURCE ? text.substring(0, SUBJECT_SOURCE) : text;
    }

    private String body(MessageRow row) {
        Message message = row.message();
        String text = stars(message, "\n")
                + (message.text().isBlank() && message.attachments().isEmpty()
                        ? say("(without words)", "(ohne Worte)")
                        : message.text());
        Optional<String> notice = message.notice().map(words -> words.in(language));
        return switch (row.change()) {
            case NEW ->
                notice.map(words -> "(" + words + ")\n").orElse("")
                        + message.unread()
                                .map(what -> say("(not readable here: ", "(hier nicht lesbar: ") + what + ")\n")
                                .orElse("")
                        + text;
            case EDITED ->
                notice.map(words -> words + say(". It reads:", ". Es lautet:") + "\n" + text)
                        .orElseGet(() -> edited(row, text));
            case DELETED ->
                notice.map(words -> words + say(". It read:", ". Es lautete:"))
                                .orElseGet(() ->
                                        say("Deleted by the author. It read:", "Vom Verfasser gelöscht. Es lautete:"))
                        + "\n" + before(row);
        };
    }

    private String edited(MessageRow row, String text) {
        return say("Changed by the author. Now:", "Vom Verfasser geändert. Jetzt:") + "\n" + text + "\n\n"
                + say("Before:", "Vorher:") + "\n" + before(row);
    }

    private String before(MessageRow row) {
        return ledger.before(row)
                .map(MessageRow::message)
                .map(old -> stars(old, "\n") + old.text())
                .orElse("");
    }

    /** A rating as everybody reads it: ★★☆☆☆. */
    private static String stars(Message message, String after) {
        return message.stars().isEmpty()
                ? ""
                : "★".repeat(message.stars().getAsInt())
                        + "☆".repeat(Message.MOST_STARS - message.stars().getAsInt())
                        + after;
    }

    private String byline(MessageRow row) {
        Message message = row.message();
        Author author = author(row);
        String who = author.name().equals(author.handle())
                ? "@" + author.handle()
                : author.name() + " (@" + author.handle() + ")";
        return oneLine(who) + " · " + network(message).orElse(message.id().channel()) + " · " + kind(message.kind())
                + " #" + row.number().orElse(1) + " · " + TIME.format(message.sentAt());
    }

    /** A deletion tells no more of its author than the id; what was written before tells who it was. */
    private Author author(MessageRow row) {
        Author author = row.message().author();
        return author.equals(Author.unknown(author.id()))
                ? ledger.before(row).map(old -> old.message().author()).orElse(author)
                : author;
    }

    private String kind(Kind kind) {
        return switch (kind) {
            case MENTION -> say("mention", "Erwähnung");
            case COMMENT -> say("comment", "Kommentar");
            case DIRECT -> say("direct message", "Direktnachricht");
            case REVIEW -> say("review", "Bewertung");
            case POST -> say("post found by search", "Suchtreffer");
        };
    }

    private void places(List<Attachment> attachments, List<String> lines) {
        for (Attachment attachment : attachments) {
            if (attachment.type() == Attachment.Type.LOCATION) {
                lines.add(
                        say("Place: ", "Ort: ") + oneLine(attachment.name().orElse("") + " " + attachment.reference()));
            }
        }
    }

    private void profile(Author author, List<String> lines) {
        author.profile()
                .ifPresent(link -> lines.add(say("Profile: ", "Profil: ")
                        + link
                        + (author.followers().isPresent()
                                ? " · " + author.followers().getAsLong() + " " + say("followers", "Follower")
                                : "")
                        + (author.verified() ? " · " + say("verified", "verifiziert") : "")));
    }

    private Media.Source media(Message message) {
        return (attachment, maxBytes) -> {
            if (KeptMedia.holds(attachment)) {
                return kept.fetch(message, attachment, maxBytes);
            }
            Channel channel = accounts.channel(message.id().channel())
                    .orElseThrow(() -> new Failure.Rejected("its channel is not configured any more"))
                    .channel();
            return channel.fetch(attachment, maxBytes);
        };
    }

    private Optional<String> network(Message message) {
        return accounts.channel(message.id().channel())
                .map(open -> open.channel().contract().network());
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }

    /** Control characters other than line ends and tabs carry no words, and some desks choke on them. */
    private static String clean(String text) {
        String lines = text.replace("\r\n", "\n");
        if (lines.chars().noneMatch(EntryText::isUnwanted)) {
            return lines;
        }
        var clean = new StringBuilder(lines.length());
        lines.chars().filter(character -> !isUnwanted(character)).forEach(character -> clean.append((char) character));
        return clean.toString();
    }

    private static boolean isUnwanted(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t';
    }

    /** What an author chose to be called must not look like lines of ours. */
    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            // line and paragraph separators are white space too
            if (Character.isWhitespace(character) || Character.isISOControl(character)) {
                space = !line.isEmpty();
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(character);
            }
        }
        return line.toString();
    }
}
