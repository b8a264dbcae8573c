package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Words;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the agent what became of an answer otherwise than by sending it: nobody took it, somebody decided, it was taken away. */
@Component
class FateNotes {
    private final AgentNotes notes;
    private final Locale language;

    FateNotes(AgentNotes notes, HubSettings settings) {
        this.notes = notes;
        this.language = settings.language();
    }

    /** The two ways to decide what became of a reply. */
    static Words twoWays(ReplyRow reply) {
        return new Words(
                "If it stands there, write a public comment with only /published " + reply.seq()
                        + "; if not, one with only /again " + reply.seq()
                        + ", and it is sent again. Those lines are not published.",
                "Steht es dort, schreiben Sie einen öffentlichen Kommentar, der nur /published " + reply.seq()
                        + " enthält; sonst einen mit nur /again " + reply.seq()
                        + ", dann wird es noch einmal gesendet. Diese Zeilen werden nicht veröffentlicht.");
    }

    /** How what failed is sent again, as a line of its own. */
    static Words again(ReplyRow reply) {
        return new Words(
                "\nTo try once more, write a public comment with only /again " + reply.seq()
                        + ". That line is not published.",
                "\nUm es noch einmal zu versuchen, schreiben Sie einen öffentlichen Kommentar, der nur /again "
                        + reply.seq() + " enthält. Diese Zeile wird nicht veröffentlicht.");
    }

    NewNote decided(Comment comment, ReplyRow reply) {
        return AgentNotes.note(
                comment,
                reply,
                (reply.content().inPrivate()
                                ? say("✓ Counts as sent in private on ", "✓ Gilt als privat gesendet auf ")
                                : say("✓ Counts as published on ", "✓ Gilt als veröffentlicht auf "))
                        + notes.network(reply)
                        + say(", as somebody says who looked: ", ", nach Auskunft von jemandem, der nachsah: ")
                        + AgentNotes.firstWords(reply)
                        + link(reply));
    }

    String nothingToDecide(long seq) {
        return say(
                "in this conversation there is no answer " + seq + " that is uncertain or failed",
                "in diesem Gespräch gibt es keine Antwort " + seq + ", die ungewiss oder fehlgeschlagen ist");
    }

    /** It waits for the admins, and nothing is wrong with it. */
    NewNote unrouted(CommentRow row) {
        return AgentNotes.note(
                row.comment(),
                row.conversation().orElseThrow(),
                say(
                                "⏳ Not published yet, please do not write it again: ",
                                "⏳ Noch nicht veröffentlicht, bitte nicht noch einmal schreiben: ")
                        + AgentNotes.firstWords(row.comment().text()) + "\n"
                        + say(
                                "No route takes answers from here. Please tell your administrator; once there is one, it"
                                        + " goes out by itself, and a note follows.",
                                "Keine Route nimmt Antworten von hier. Bitte sagen Sie Ihren Administratoren Bescheid;"
                                        + " sobald es eine gibt, geht sie von selbst hinaus, und ein Vermerk folgt."));
    }

    /** A route ended without a channel. */
    NewNote dismissed(CommentRow row, String route) {
        return AgentNotes.note(
                row.comment(),
                row.conversation().orElseThrow(),
                say("✗ Not published: ", "✗ Nicht veröffentlicht: ")
                        + AgentNotes.firstWords(row.comment().text()) + "\n"
                        + say(
                                "The route " + route + " took it and gave it to no channel. If the customer should read"
                                        + " it, please tell your administrator.",
                                "Die Route " + route + " nahm sie und gab sie an keinen Kanal. Sollte der Kunde sie"
                                        + " lesen, sagen Sie bitte Ihren Administratoren Bescheid."));
    }

    /**
     * It was published, and cannot be read there any more.
     *
     * @param isPart one of several posts that the reply became; nothing more is told when others follow
     * @param notice what was done to it, if that is known
     */
    NewNote gone(Comment comment, ReplyRow reply, boolean isPart, Optional<Words> notice, Instant since) {
        return AgentNotes.note(
                comment,
                reply,
                (isPart
                                ? say("⚠ No longer stands as a whole on ", "⚠ Steht nicht mehr vollständig auf ")
                                : say("⚠ No longer stands on ", "⚠ Steht nicht mehr auf "))
                        + notes.network(reply)
                        + say(", since ", ", seit ") + AgentNotes.time(since) + ": " + AgentNotes.firstWords(reply)
                        + notice.map(words -> "\n" + words.in(language)).orElse("")
                        + link(reply));
    }

    private static String link(ReplyRow reply) {
        return reply.permalink().map(URI::toString).map(link -> "\n" + link).orElse("");
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
