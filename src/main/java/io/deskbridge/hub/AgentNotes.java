package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the agent, in the ticket and in plain words, what became of a reply. */
@Component
class AgentNotes {
    private static final int FIRST_WORDS = 60;

    private final Accounts accounts;
    private final Locale language;

    AgentNotes(Accounts accounts, HubSettings settings) {
        this.accounts = accounts;
        this.language = settings.language();
    }

    NewNote published(Comment comment, ReplyRow reply, Sent sent) {
        String where = sent.permalink().map(link -> "\n" + link).orElse("");
        return note(
                comment,
                reply,
                say("✓ Published on " + network(reply), "✓ Veröffentlicht auf " + network(reply)) + ": "
                        + firstWords(reply) + where);
    }

    NewNote refused(Comment comment, ReplyRow reply, String rule) {
        return note(
                comment,
                reply,
                say("✗ Not published, and nobody has seen it: ", "✗ Nicht veröffentlicht, niemand hat es gesehen: ")
                        + firstWords(reply) + "\n" + say("Reason: ", "Grund: ") + rule + ".\n"
                        + say(
                                "Please write a new public comment.",
                                "Bitte einen neuen öffentlichen Kommentar schreiben."));
    }

    NewNote failed(Comment comment, ReplyRow reply, String reason) {
        return note(
                comment,
                reply,
                say("✗ Not published, ", "✗ Nicht veröffentlicht, ") + network(reply)
                        + say(" did not take it: ", " hat es nicht angenommen: ") + firstWords(reply) + "\n"
                        + say("It said: ", "Meldung: ") + reason);
    }

    NewNote uncertain(Comment comment, ReplyRow reply) {
        return note(
                comment,
                reply,
                say(
                                "? Perhaps published on " + network(reply)
                                        + "; the connection broke off. Please look there before you write it again: ",
                                "? Vielleicht veröffentlicht auf " + network(reply)
                                        + "; die Verbindung brach ab. Bitte dort nachsehen, bevor Sie es noch einmal schreiben: ")
                        + firstWords(reply));
    }

    String notPublic() {
        return say("the comment is not public any more", "der Kommentar ist nicht mehr öffentlich");
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

    private NewNote note(Comment comment, ReplyRow reply, String text) {
        return new NewNote(
                reply.conversation(), comment.ticket().desk(), comment.ticket().id(), text);
    }

    private String network(ReplyRow reply) {
        String channel = reply.conversation().channel();
        return accounts.channel(channel)
                .map(open -> open.channel().contract().network())
                .orElse(channel);
    }

    /** Enough of the reply to tell which one is meant. */
    private static String firstWords(ReplyRow reply) {
        String line = reply.content().text().replaceAll("\\s+", " ").strip();
        int end = line.offsetByCodePoints(0, Math.min(FIRST_WORDS, line.codePointCount(0, line.length())));
        return "“" + (end < line.length() ? line.substring(0, end) + "…" : line) + "”";
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
