package io.deskbridge.mail;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Parcel;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes messages of mails. A mail is named by its Message-ID, belongs to the conversation of the mails that it refers to, and
 * is worded as its subject, an empty line, and its words. Whatever is in a mail, something comes out of it.
 */
public final class MailParcels {
    /** Stands in for the subject of a mail that has none. */
    static final String NO_SUBJECT = "—";

    /** A larger mail is read piece by piece instead of at once. */
    private static final int READ_AT_ONCE = 30_000_000;
    /** What is longer hangs on the message as a file, whole. */
    private static final int LONGEST_TEXT = 100_000;
    /** Indexes take no longer ones; a longer one stands as its digest. */
    private static final int LONGEST_ID = 300;

    private static final int MOST_RELATED = 30;

    private final String channel;
    private final Kind kind;
    private final Set<String> own;
    private final long maxBytes;

    /**
     * @param own addresses in lower case whose mails are the company's own
     * @param maxBytes of all files of a mail together; what is beyond is named and not kept
     */
    public MailParcels(String channel, Kind kind, Set<String> own, long maxBytes) {
        this.channel = channel;
        this.kind = kind;
        this.own = Set.copyOf(own);
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a mail.
     *
     * @throws MessagingException when the server does not hand it out now; a mail that is broken by itself is none of that
     */
    public Parcel read(MimeMessage mail, Instant now) throws MessagingException {
        int size = mail.getSize();
        // the bytes first: what fails behind them is the mail's fault and not the server's
        MimeMessage whole = size > READ_AT_ONCE ? mail : new MimeMessage(mail);
        MailHeaders headers = MailHeaders.of(whole);
        if (headers.values().isEmpty() && size > 0) {
            throw new MessagingException("the server handed out nothing"); // the library takes its NO for an empty mail
        }
        var files = new Parcel.Files(maxBytes);
        var content = new MailContent(files);
        String words = content.words(whole);
        return parcel(
                headers,
                words,
                files,
                content.embeddedIds(),
                content.isBroken() ? Optional.of("a part of the mail is broken") : Optional.empty(),
                now);
    }

    /**
     * What its headers tell of a mail that its server does not hand out.
     *
     * @throws MessagingException when it does not hand out these either
     */
    public Parcel withoutWords(MimeMessage mail, Instant now) throws MessagingException {
        return parcel(
                MailHeaders.of(mail),
                "",
                new Parcel.Files(maxBytes),
                List.of(),
                Optional.of("the mail server does not hand the mail out; it lies in the mailbox"),
                now);
    }

    private Parcel parcel(
            MailHeaders headers,
            String words,
            Parcel.Files files,
            List<String> embeddedIds,
            Optional<String> unread,
            Instant now) {
        String subject = OneLine.of(headers.subject(), 300);
        String text = (subject.isEmpty() ? NO_SUBJECT : subject) + "\n\n" + words;
        if (text.length() > LONGEST_TEXT) {
            files.add(new Media("text.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8)));
            text = text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT / 2)) + "… [text.txt]";
        }
        String id = id(headers, text);
        List<String> references = ids(headers, "References");
        List<String> answered = ids(headers, "In-Reply-To");
        String thread = references.stream()
                .findFirst()
                .or(() -> answered.stream().findFirst())
                .or(() -> embeddedIds.stream().findFirst().map(MailParcels::named))
                .orElse(id);
        Author author = author(headers);
        var message = new MessageBuilder(channel, id, kind, thread, author, sentAt(headers, now))
                .text(text.strip())
                .attachments(files.attachments())
                .inReplyTo(answered.stream().findFirst().orElse(null))
                .ours(own.contains(author.id()))
                .dismissal(automatic(headers).orElse(null))
                .unread(unread.orElse(null));
        return new Parcel(message.build(), related(answered, references, embeddedIds), files.kept());
    }

    private static List<String> related(List<String> answered, List<String> references, List<String> embedded) {
        var related = new ArrayList<String>(answered);
        for (int i = references.size() - 1; i >= 0; i--) {
            related.add(references.get(i));
        }
        embedded.stream().map(MailParcels::named).forEach(related::add);
        return related.stream().distinct().limit(MOST_RELATED).toList();
    }

    private static List<String> ids(MailHeaders headers, String name) {
        return headers.ids(name).stream().map(MailParcels::named).toList();
    }

    private static String named(String id) {
        return id.length() > LONGEST_ID ? digest(id) : id;
    }

    /** Few mails have no Message-ID; what stands in such a mail names it as well. */
    private static String id(MailHeaders headers, String text) {
        String id = headers.messageId();
        return id.isEmpty()
                ? digest(String.join(
                        "\n",
                        headers.first("Date").orElse(""),
                        headers.first("From").orElse(""),
                        text))
                : named(id);
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }

    /** Who wrote it; where answers go when that is another address stands in the profile, for agents to see. */
    private static Author author(MailHeaders headers) {
        Optional<InternetAddress> from = headers.addresses("From").stream()
                .filter(address -> address.getAddress() != null)
                .findFirst();
        if (from.isEmpty()) {
            return Author.unknown("unknown");
        }
        String address = OneLine.of(from.get().getAddress(), 200);
        String name = OneLine.of(Optional.ofNullable(from.get().getPersonal()).orElse(""), 100);
        Optional<URI> answers = headers.addresses("Reply-To").stream()
                .map(InternetAddress::getAddress)
                .filter(other -> other != null && !other.equalsIgnoreCase(address))
                .findFirst()
                .flatMap(MailAddress::uri);
        return address.isBlank()
                ? Author.unknown("unknown")
                : new Author(
                        address.toLowerCase(Locale.ROOT),
                        address,
                        name,
                        answers,
                        Optional.empty(),
                        OptionalLong.empty(),
                        false);
    }

    /** Never later than now: an answer's window and order hang on it. */
    private static Instant sentAt(MailHeaders headers, Instant now) {
        // the name of a zone may stand in brackets behind it
        String date = headers.first("Date").orElse("").replaceAll("\\s*\\([^)]*\\)\\s*$", "");
        try {
            Instant sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return sent.isAfter(now) ? now : sent;
        } catch (DateTimeException unreadable) {
            return now;
        }
    }

    /** A machine's "I am away" needs no agent (RFC 3834). Reports of what was not delivered do. */
    private static Optional<String> automatic(MailHeaders headers) {
        boolean away = headers.words("Auto-Submitted").contains("auto-replied")
                || headers.words("Precedence").contains("auto_reply")
                || headers.first("X-Autoreply").isPresent();
        boolean report = headers.word("Content-Type").equals("multipart/report");
        return away && !report ? Optional.of("an automatic answer of a mail program") : Optional.empty();
    }
}
