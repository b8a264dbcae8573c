package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Words;
import io.deskbridge.store.AlikeReplies.Alike;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the agent, in the ticket and in plain words, how an answer will strike the customer. */
@Component
class AnswerNotes {
    private final Locale language;

    AnswerNotes(HubSettings settings) {
        this.language = settings.language();
    }

    NewNote repeated(Comment comment, ReplyRow reply, Alike alike) {
        return AgentNotes.note(
                comment,
                reply,
                "⚠ " + sentence(said(alike)) + ": " + AgentNotes.firstWords(reply) + "\n"
                        + say(
                                "It goes out all the same. People notice text blocks.",
                                "Die Antwort geht trotzdem hinaus. Kunden merken Textbausteine."));
    }

    /** As a refusal's reason. */
    String heldAsRepeated(Alike alike) {
        return say(said(alike))
                + say(
                        "; to send them all the same, begin the comment with a line that has only " + Insisted.LINE,
                        "; um sie trotzdem zu senden, beginnen Sie den Kommentar mit einer Zeile, in der nur "
                                + Insisted.LINE + " steht");
    }

    NewNote hotlineOnly(Comment comment, ReplyRow reply) {
        return AgentNotes.note(
                comment,
                reply,
                say(
                                "⚠ This answer only sends the customer to the telephone or to e-mail: ",
                                "⚠ Diese Antwort verweist nur auf Telefon oder E-Mail: ")
                        + AgentNotes.firstWords(reply) + "\n"
                        + say(
                                "It goes out all the same. People want to be answered where they wrote; if you can,"
                                        + " answer the question here.",
                                "Sie geht trotzdem hinaus. Kunden möchten dort eine Antwort, wo sie geschrieben haben;"
                                        + " wenn es geht, beantworten Sie die Frage hier."));
    }

    private Words said(Alike alike) {
        return alike.inConversation()
                .map(before -> {
                    String time = AgentNotes.time(before.sentAt().orElse(before.reservedAt()));
                    return new Words(
                            "the same words stand in this conversation already, since " + time + where(before),
                            "dieselben Worte stehen in diesem Gespräch schon, seit " + time + where(before));
                })
                .orElseGet(() -> new Words(
                        "the same words went to " + alike.others() + " other people within a day",
                        "dieselben Worte gingen binnen eines Tages an " + alike.others() + " andere Personen"));
    }

    private String sentence(Words clause) {
        String words = say(clause);
        return words.substring(0, 1).toUpperCase(language) + words.substring(1);
    }

    private static String where(ReplyRow before) {
        return before.permalink().map(link -> " (" + link + ")").orElse("");
    }

    private String say(Words words) {
        return words.in(language);
    }

    private String say(String english, String german) {
        return say(new Words(english, german));
    }
}
