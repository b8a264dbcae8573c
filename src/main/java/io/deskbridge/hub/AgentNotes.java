package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.DeliveryStatusLedger;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the agent, in the ticket and in plain words, what became of a reply. */
@Component
class AgentNotes implements DeliveryStatusLedger.Wording {
    private static final int FIRST_WORDS = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** Until then the note's own time says when it was published. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final NoteSettings settings;
    private final Locale language;

    AgentNotes(Accounts accounts, NoteSettings noteSettings, HubSettings settings) {
        this.accounts = accounts;
        this.settings = noteSettings;
        this.language = settings.language();
    }

    NewNote published(Comment comment, ReplyRow reply, Sent sent, Instant now) {
        String where = sent.permalink().map(link -> "\n" + link).orElse("");
        return note(
                comment,
                reply,
                "✓ " + done(reply).in(language) + " " + network(reply)
                        + when(sent, now).in(language) + ": " + firstWords(reply) + where);
    }

    /** Behind the network's name: when it appeared there, if that was some time before the agent reads of it. */
    static Words when(Sent sent, Instant now) {
        return sent.at().isBefore(now.minus(LATER))
                ? new Words(" at " + time(sent.at()), " um " + time(sent.at()))
                : new Words("", "");
    }

    /** Before the network's name: what became of it for its readers. What one person reads is not published. */
    static Words done(ReplyRow reply) {
        return reply.content().inPrivate()
                ? new Words("Sent in private on", "Privat gesendet auf")
                : new Words("Published on", "Veröffentlicht auf");
    }

    /** As {@link #done}, when nobody knows. */
    static Words perhaps(ReplyRow reply) {
        return reply.content().inPrivate()
                ? new Words("Perhaps sent in private on", "Vielleicht privat gesendet auf")
                : new Words("Perhaps published on", "Vielleicht veröffentlicht auf");
    }

    NewNote refused(Comment comment, ReplyRow reply, String rule) {
        return note(comment, reply, notSeen(reply, rule) + wholeText(reply));
    }

    /** What an agent took back, or took something out of, is not repeated in full. */
    NewNote takenBack(Comment comment, ReplyRow reply) {
        return note(comment, reply, notSeen(reply, notPublic()));
    }

    private String notSeen(ReplyRow reply, String rule) {
        return say("✗ Not published, and nobody has seen it: ", "✗ Nicht veröffentlicht, niemand hat es gesehen: ")
                + firstWords(reply) + "\n" + say("Reason: ", "Grund: ") + rule + ".\n"
                + say("Please write a new public comment.", "Bitte einen neuen öffentlichen Kommentar schreiben.");
    }

    /**
     * What becomes of it is open, and the hub goes on by itself.
     *
     * @param again when
     */
    NewNote waiting(Comment comment, Conversation conversation, Words reason, Instant again) {
        return note(
                comment,
                conversation,
                say(
                                "⏳ Not finished yet, please do not write it again: ",
                                "⏳ Noch nicht abgeschlossen, bitte nicht noch einmal schreiben: ")
                        + firstWords(comment.text()) + "\n" + say("Reason: ", "Grund: ") + reason.in(language) + ".\n"
                        + say("The hub goes on by itself, next at ", "Es geht von selbst weiter, das nächste Mal um ")
                        + TIME.format(again) + say(". A note follows.", ". Ein Vermerk folgt."));
    }

    /** The hub could not deal with the comment; nothing of it was sent. */
    NewNote givenUp(CommentRow row, String reason) {
        return note(
                row.comment(),
                row.conversation().orElseThrow(),
                say("✗ Not published, and nobody has seen it: ", "✗ Nicht veröffentlicht, niemand hat es gesehen: ")
                        + firstWords(row.comment().text()) + "\n"
                        + say("The hub could not deal with it: ", "Deskbridge kam damit nicht zurecht: ") + reason
                        + ".\n"
                        + say(
                                "Your administrator finds it among the dead letters and can send it on.",
                                "Ihre Administratoren finden es bei den Dead Letters und können es weiterschicken."));
    }

    /** What our own account wrote there, and not through the hub. */
    String writtenThere(Message message) {
        String network = network(message.id().channel());
        String link = message.permalink().map(found -> "\n" + found).orElse("");
        String files = message.attachments().isEmpty()
                ? ""
                : "\n" + say("Attachments: ", "Anhänge: ")
                        + message.attachments().size();
        return say("↪ Written on " + network + ", not from here", "↪ Auf " + network + " geschrieben, nicht von hier")
                + " (" + TIME.format(message.sentAt()) + "):\n" + message.text() + files + link;
    }

    NewNote failed(Comment comment, ReplyRow reply, String reason) {
        return note(
                comment,
                reply,
                say("✗ Not published, ", "✗ Nicht veröffentlicht, ")
                        + network(reply)
                        + say(" did not take it: ", " hat es nicht angenommen: ")
                        + firstWords(reply)
                        + said(reason)
                        + FateNotes.again(reply).in(language));
    }

    NewNote uncertain(Comment comment, ReplyRow reply) {
        return note(
                comment,
                reply,
                "? " + perhaps(reply).in(language) + " " + network(reply)
                        + say("; the connection broke off: ", "; die Verbindung brach ab: ")
                        + firstWords(reply) + "\n"
                        + say(
                                "Please look there. " + FateNotes.twoWays(reply).english(),
                                "Bitte dort nachsehen. "
                                        + FateNotes.twoWays(reply).german()));
    }

    NewNote untold(Comment comment, ReplyRow reply) {
        String network = network(reply);
        return note(
                comment,
                reply,
                say(
                                "? Perhaps sent on " + network + "; the connection broke off, and " + network
                                        + " has not told since. A note follows when it does. Before you write it again,"
                                        + " ask the customer whether it arrived: ",
                                "? Vielleicht auf " + network + " gesendet; die Verbindung brach ab, und " + network
                                        + " hat sich seither nicht gemeldet. Tut es das noch, folgt ein Vermerk. Bevor"
                                        + " Sie es noch einmal schreiben, fragen Sie bitte den Kunden, ob es ankam: ")
                        + firstWords(reply) + "\n" + FateNotes.twoWays(reply).in(language));
    }

    @Override
    public NewNote notDelivered(Comment comment, ReplyRow reply) {
        String reason = reply.told().flatMap(ReplyRow.Told::reason).orElse("");
        return note(
                comment,
                reply,
                say("✗ Not delivered by " + network(reply), "✗ Von " + network(reply) + " nicht zugestellt") + ": "
                        + firstWords(reply)
                        + said(reason)
                        + FateNotes.again(reply).in(language));
    }

    private String said(String reason) {
        return reason.isBlank() ? "" : "\n" + say("It said: ", "Meldung: ") + reason;
    }

    @Override
    public NewNote partNotDelivered(Comment comment, ReplyRow reply, int part, int of, String reason) {
        String network = network(reply);
        return note(
                comment,
                reply,
                say(
                                "✗ Part " + part + " of " + of + " was not delivered by " + network,
                                "✗ Teil " + part + " von " + of + " wurde von " + network + " nicht zugestellt")
                        + ": " + firstWords(reply)
                        + said(reason)
                        + FateNotes.again(reply).in(language));
    }

    @Override
    public NewNote sentAfterAll(Comment comment, ReplyRow reply) {
        boolean inPrivate = reply.content().inPrivate();
        return note(
                comment,
                reply,
                say(
                                "✓ Sent " + (inPrivate ? "in private " : "") + "on " + network(reply)
                                        + " after all, it need not be written again: ",
                                "✓ Doch " + (inPrivate ? "privat " : "") + "auf " + network(reply)
                                        + " gesendet, bitte nicht noch einmal schreiben: ")
                        + firstWords(reply));
    }

    @Override
    public Optional<NewNote> arrived(Comment comment, ReplyRow reply) {
        boolean seen = reply.told().filter(told -> told.stage() == Stage.READ).isPresent();
        String words = seen ? say("✓✓ Seen on ", "✓✓ Gesehen auf ") : say("✓✓ Delivered on ", "✓✓ Zugestellt auf ");
        return settings.delivery() == NoteSettings.Delivery.NOTE
                ? Optional.of(note(comment, reply, words + network(reply) + ": " + firstWords(reply)))
                : Optional.empty();
    }

    @Override
    public Optional<String> reason(DeliveryStatus status) {
        return status.reason().map(words -> words.in(language));
    }

    String words(Failure.Rejected refusal) {
        return refusal.in(language);
    }

    String notPublic() {
        return say("the comment is not public any more", "der Kommentar ist nicht mehr öffentlich");
    }

    String beforeLink() {
        return say(
                "it was written before this ticket belonged to the conversation",
                "er wurde geschrieben, bevor dieses Ticket zu dem Gespräch gehörte");
    }

    String noSuchMessage(int count) {
        return say(
                "it names a message that this ticket does not have; there are " + count,
                "er nennt eine Nachricht, die es in diesem Ticket nicht gibt; es gibt " + count);
    }

    String otherChannel(String only, String actual) {
        return say(
                "the route publishes on " + only + " only, and this conversation is on " + actual,
                "die Route veröffentlicht nur auf " + only + ", dieses Gespräch ist auf " + actual);
    }

    static NewNote note(Comment comment, ReplyRow reply, String text) {
        return note(comment, reply.conversation(), text);
    }

    static NewNote note(Comment comment, Conversation conversation, String text) {
        return new NewNote(
                conversation, comment.ticket().desk(), comment.ticket().id(), text);
    }

    String network(ReplyRow reply) {
        return network(reply.conversation().channel());
    }

    private String network(String channel) {
        return accounts.channel(channel)
                .map(open -> open.channel().contract().network())
                .orElse(channel);
    }

    /** What would have gone out, signature included, so that it can be changed and used again. */
    private String wholeText(ReplyRow reply) {
        String text = reply.content().text();
        return text.isBlank()
                ? ""
                : "\n\n"
                        + (reply.content().inPrivate()
                                ? say("This was to be sent in private:", "Privat gesendet worden wäre:")
                                : say("This was to be published:", "Veröffentlicht worden wäre:"))
                        + "\n" + text;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Enough of the reply to tell which one is meant. */
    static String firstWords(ReplyRow reply) {
        return firstWords(reply.content().text());
    }

    static String firstWords(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int end = line.offsetByCodePoints(0, Math.min(FIRST_WORDS, line.codePointCount(0, line.length())));
        return "“" + (end < line.length() ? line.substring(0, end) + "…" : line) + "”";
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
