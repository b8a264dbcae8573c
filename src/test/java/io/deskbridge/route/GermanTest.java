package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GermanTest {
    @Test
    void a_german_team_reads_german_entries_and_notes(@TempDir Path folder) {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.hub.language", "de")
                .with("deskbridge.channels.shop.limit", "20")
                .with("deskbridge.channels.shop.repeat", "NONE")
                .start()) {
            app.post("1", "t", "Wo ist mein Paket?");
            Ticket ticket = app.ticket("t");
            assertThat(app.entriesOf(app.desk, "t").get(0).text())
                    .contains("Erwähnung #1")
                    .contains(
                            "Ihr öffentlicher Kommentar erscheint unter diesem Beitrag, für alle lesbar (höchstens 20 Zeichen)");

            app.desk.comment(ticket, "Kommt heute!");
            soon(() -> assertThat(app.notes("t")).hasSize(1));
            app.desk.comment(ticket, "Dieser Satz ist zu lang.");
            soon(() -> assertThat(app.notes("t")).hasSize(2));
            app.network.failNext("send", new Failure.Rejected("so nicht"));
            app.desk.comment(ticket, "Noch einer.");
            soon(() -> assertThat(app.notes("t")).hasSize(3));
            app.network.failNext("send", new Failure.Uncertain("abgebrochen"));
            app.desk.comment(ticket, "Und einer.");
            soon(() -> assertThat(app.notes("t")).hasSize(4));

            List<String> notes = app.notes("t");
            assertThat(notes.get(0)).isEqualTo("✓ Veröffentlicht auf Fake: “Kommt heute!”");
            assertThat(notes.get(1))
                    .startsWith("✗ Nicht veröffentlicht, niemand hat es gesehen: ")
                    .contains("Grund: er hat 24 Zeichen, Fake nimmt 20; bitte um 4 kürzen.");
            assertThat(notes.get(2))
                    .isEqualTo(
                            "✗ Nicht veröffentlicht, Fake hat es nicht angenommen: “Noch einer.”\nMeldung: so nicht\nUm es noch"
                                    + " einmal zu versuchen, schreiben Sie einen öffentlichen Kommentar, der nur /again 3"
                                    + " enthält. Diese Zeile wird nicht veröffentlicht.");
            assertThat(notes.get(3))
                    .isEqualTo("? Vielleicht veröffentlicht auf Fake; die Verbindung brach ab: “Und einer.”\nBitte dort"
                            + " nachsehen. Steht es dort, schreiben Sie einen öffentlichen Kommentar, der nur /published"
                            + " 4 enthält; sonst einen mit nur /again 4, dann wird es noch einmal gesendet. Diese Zeilen"
                            + " werden nicht veröffentlicht.");
        }
    }

    @Test
    void a_german_agent_reads_in_german_why_an_answer_waits(@TempDir Path folder) {
        try (HubApp app =
                HubApp.usual(folder).with("deskbridge.hub.language", "de").start()) {
            app.network.failNext(
                    "send",
                    new Failure.RateLimited(
                            "too many requests", app.clock.instant().plus(Duration.ofHours(1))));

            app.answered("t", "Kommt heute!");

            soon(() -> assertThat(app.notes("t"))
                    .singleElement()
                    .asString()
                    .startsWith("⏳ Noch nicht abgeschlossen")
                    .contains("\nGrund: mehr wird dort gerade nicht angenommen (too many requests).\n"));
        }
    }
}
