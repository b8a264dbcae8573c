package io.deskbridge.hub;

import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Words;
import io.deskbridge.store.AcknowledgementRow;
import io.deskbridge.store.AcknowledgementStatuses;
import io.deskbridge.store.NewNote;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the agent, in a line or two, what became of the automatic first reply: whether the customer has heard anything. */
@Component
class AcknowledgementNotes implements AcknowledgementStatuses.Wording {
    private final Accounts accounts;
    private final Locale language;

    AcknowledgementNotes(Accounts accounts, HubSettings settings) {
        this.accounts = accounts;
        this.language = settings.language();
    }

    @Override
    public NewNote sent(AcknowledgementRow row) {
        return note(
                row,
                say("✓ Acknowledged automatically on ", "✓ Automatisch bestätigt auf ") + network(row) + ": "
                        + firstWords(row));
    }

    @Override
    public NewNote sentAfterAll(AcknowledgementRow row) {
        return note(
                row,
                say("✓ Acknowledged automatically after all on ", "✓ Doch noch automatisch bestätigt auf ")
                        + network(row) + ": " + firstWords(row));
    }

    /** The hub did not send it, and nobody has answered. */
    NewNote none(AcknowledgementRow row, String reason) {
        return note(
                row,
                say(
                                "No acknowledgement was sent on " + network(row)
                                        + ", the customer has heard nothing yet: ",
                                "Keine Eingangsbestätigung auf " + network(row)
                                        + " gesendet, der Kunde hat noch nichts gehört: ")
                        + reason + ".");
    }

    String tooLate() {
        return say("it would have come too late", "sie wäre zu spät gekommen");
    }

    /** The network did not take it. */
    NewNote refused(AcknowledgementRow row, String reason) {
        return note(
                row,
                say(
                        "✗ The acknowledgement was not taken by " + network(row) + said(" It said: ", reason),
                        "✗ Die Eingangsbestätigung wurde von " + network(row) + " nicht angenommen"
                                + said(" Meldung: ", reason)));
    }

    @Override
    public NewNote notDelivered(AcknowledgementRow row, String reason) {
        return note(
                row,
                say(
                        "✗ The acknowledgement was not delivered by " + network(row) + said(" It said: ", reason),
                        "✗ Die Eingangsbestätigung wurde von " + network(row) + " nicht zugestellt"
                                + said(" Meldung: ", reason)));
    }

    /** It may or may not stand there. */
    NewNote uncertain(AcknowledgementRow row) {
        return note(
                row,
                say(
                                "? Perhaps acknowledged automatically on " + network(row)
                                        + "; the connection broke off, and it is not sent again: ",
                                "? Vielleicht automatisch bestätigt auf " + network(row)
                                        + "; die Verbindung brach ab, und es wird nicht noch einmal gesendet: ")
                        + firstWords(row));
    }

    @Override
    public Optional<String> reason(DeliveryStatus status) {
        return status.reason().map(words -> words.in(language));
    }

    /** The words that go out. */
    String text(AcknowledgementRow row) {
        return AcknowledgementText.filled(row.text(), network(row), row.ticketId());
    }

    private String firstWords(AcknowledgementRow row) {
        return AgentNotes.firstWords(text(row));
    }

    private static String said(String it, String reason) {
        return reason.isBlank() ? "." : "." + it + reason;
    }

    private String network(AcknowledgementRow row) {
        return accounts.channel(row.conversation().channel())
                .map(open -> open.channel().contract().network())
                .orElse(row.conversation().channel());
    }

    private static NewNote note(AcknowledgementRow row, String text) {
        return new NewNote(row.conversation(), row.desk(), row.ticketId(), text);
    }

    private String say(String english, String german) {
        return new Words(english, german).in(language);
    }
}
