package io.deskbridge.hub;

import io.deskbridge.core.Words;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.TicketEventRow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the agent that the customer has not seen what the agent perhaps believes she has. */
@Component
class TicketNotes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final Locale language;

    TicketNotes(Accounts accounts, HubSettings settings) {
        this.accounts = accounts;
        this.language = settings.language();
    }

    NewNote reopened(TicketEventRow event, SolvedTickets.Unpublished last) {
        String words = AgentNotes.firstWords(last.comment().comment().text());
        return note(
                event,
                switch (last.how()) {
                    case WAITING ->
                        say(
                                        "↺ Reopened, because the last answer is not published yet: ",
                                        "↺ Wieder geöffnet, weil die letzte Antwort noch nicht veröffentlicht ist: ")
                                + words
                                + reason(last)
                                + say(
                                        "The hub goes on by itself; please do not write it again. A note follows.",
                                        "Es geht von selbst weiter, bitte nicht noch einmal schreiben. Ein Vermerk folgt.");
                    case NOT_PUBLISHED ->
                        say(
                                        "↺ Reopened, because the last answer is not published, and the customer has not seen it: ",
                                        "↺ Wieder geöffnet, weil die letzte Antwort nicht veröffentlicht ist und der Kunde sie nicht"
                                                + " gesehen hat: ")
                                + words
                                + reason(last)
                                + say(
                                        "If no answer is needed, solve the ticket again.",
                                        "Ist keine Antwort nötig, schließen Sie das Ticket bitte wieder.");
                    case UNCERTAIN ->
                        say(
                                        "↺ Reopened, because it is not certain that the last answer is published: ",
                                        "↺ Wieder geöffnet, weil nicht sicher ist, ob die letzte Antwort veröffentlicht ist: ")
                                + words + "\n"
                                + say(
                                        "Please look on " + network(last.comment())
                                                + ". If it stands there, solve the ticket again;"
                                                + " if not, write it again as a new public comment.",
                                        "Bitte auf " + network(last.comment())
                                                + " nachsehen. Steht sie dort, schließen Sie das Ticket"
                                                + " wieder; sonst schreiben Sie sie bitte noch einmal als neuen öffentlichen Kommentar.");
                });
    }

    /** What the agent wrote was meant for the customer, and stays inside. */
    NewNote withheld(TicketEventRow event) {
        String at = TIME.format(event.happenedAt());
        return note(
                event,
                say(
                                "☝ The customer has not seen what " + event.who() + " wrote at " + at + ": ",
                                "☝ Was " + event.who() + " um " + at + " schrieb, hat der Kunde nicht gesehen: ")
                        + event.signs() + ".");
    }

    /** What the agent wrote looks like an answer, and is an internal note. */
    NewNote unseen(TicketEventRow event) {
        String at = TIME.format(event.happenedAt());
        Words answer = accounts.desk(event.desk())
                .map(open -> open.desk().contract().answer())
                .orElseGet(() -> new Words("Your public comment", "Ihr öffentlicher Kommentar"));
        return note(
                event,
                say(
                        "☝ The customer has not seen what " + event.who() + " wrote at " + at
                                + ": it is an internal note, and the customer still waits for an answer. What reaches the"
                                + " customer: " + lower(answer.english()) + ".",
                        "☝ Was " + event.who() + " um " + at
                                + " schrieb, hat der Kunde nicht gesehen: Es ist eine interne Notiz, und der Kunde wartet noch"
                                + " auf Antwort. Ihn erreicht: " + answer.german() + "."));
    }

    /** What the agent changed or took back after it was published, and what stands on the network now. */
    NewNote changed(TicketEventRow event, ReplyRow reply, Afterwards now) {
        String network = network(reply.conversation().channel());
        String link = reply.permalink().map(found -> "\n" + found).orElse("");
        String published = AgentNotes.firstWords(reply.content().text());
        return note(
                event,
                switch (now.done()) {
                    case EDITED ->
                        say("✎ Changed on " + network + " as well: ", "✎ Auch auf " + network + " geändert: ")
                                + AgentNotes.firstWords(now.text())
                                + link;
                    case RETRACTED ->
                        say(
                                        "✎ Taken back, and deleted on " + network + " as well: ",
                                        "✎ Zurückgenommen, auch auf " + network + " gelöscht: ")
                                + published;
                    case PARTLY_RETRACTED ->
                        say(
                                        "✎ Taken back, and on " + network
                                                + " only its last posts are deleted; the ones before still stand: ",
                                        "✎ Zurückgenommen, auf " + network
                                                + " sind aber nur die letzten Beiträge gelöscht; die davor stehen noch: ")
                                + published + link + "\n" + allowed(network, now) + said(now);
                    case TOLD, NOTHING_CHANGED ->
                        (now.gone()
                                        ? say(
                                                "✎ Taken back here only, it still stands on " + network + ": ",
                                                "✎ Nur hier zurückgenommen, auf " + network + " steht es noch: ")
                                        : now.fileGone()
                                                ? say(
                                                        "✎ A file was taken away here only, on " + network
                                                                + " it still stands: ",
                                                        "✎ Eine Datei wurde nur hier entfernt, auf " + network
                                                                + " steht sie noch: ")
                                                : say(
                                                        "✎ Changed here only, on " + network
                                                                + " stands what was published: ",
                                                        "✎ Nur hier geändert, auf " + network
                                                                + " steht, was veröffentlicht wurde: "))
                                + published + link + "\n" + allowed(network, now) + said(now);
                });
    }

    private String said(Afterwards now) {
        return now.refused()
                .map(words -> "\n" + say("It said: ", "Meldung: ") + words.in(language))
                .orElse("");
    }

    /** What the agent can do about it. */
    private String allowed(String network, Afterwards now) {
        if (now.editable() && !now.gone()) {
            return say(
                    network + " allows to edit it: please do so there.",
                    network + " erlaubt, es zu ändern: bitte dort tun.");
        }
        if (now.retractable()) {
            return now.gone()
                    ? say(
                            network + " allows to delete it: please do so there.",
                            network + " erlaubt, es zu löschen: bitte dort tun.")
                    : say(
                            network
                                    + " allows no change, only to delete it there. What the customer shall read instead,"
                                    + " write as a new public comment.",
                            network
                                    + " erlaubt keine Änderung, nur dort zu löschen. Was der Kunde statt dessen lesen soll,"
                                    + " schreiben Sie bitte als neuen öffentlichen Kommentar.");
        }
        return say(
                network
                        + " allows neither to change nor to delete it from here. What the customer must know, write as a new"
                        + " public comment.",
                network
                        + " erlaubt von hier aus weder Ändern noch Löschen. Was der Kunde wissen muss, schreiben Sie bitte als"
                        + " neuen öffentlichen Kommentar.");
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private String reason(SolvedTickets.Unpublished last) {
        return last.reason().isBlank() ? "\n" : "\n" + say("Reason: ", "Grund: ") + last.reason() + ".\n";
    }

    private String network(CommentRow comment) {
        return comment.conversation().map(found -> network(found.channel())).orElse("");
    }

    private String network(String channel) {
        return accounts.channel(channel)
                .map(open -> open.channel().contract().network())
                .orElse(channel);
    }

    private static NewNote note(TicketEventRow event, String text) {
        return new NewNote(event.conversation(), event.desk(), event.ticketId(), text);
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
