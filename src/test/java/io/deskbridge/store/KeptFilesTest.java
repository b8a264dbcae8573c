package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    private static final Message MESSAGE = Ledger.message("1").build();
    private static final Media BIG = file("big.pdf", 200_001);
    private static final Media EMPTY = file("empty.txt", 0);

    private Ledger ledger;

    private static Media file(String name, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new Media(name, "application/pdf", bytes);
    }

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private Optional<byte[]> bytes(Message message, int place) {
        return ledger.kept.find(message, place).flatMap(ledger.kept::read).map(Media::bytes);
    }

    @Test
    void files_are_there_as_soon_as_their_message_is_and_belong_to_its_wording_alone() {
        assertThat(ledger.intake.take(MESSAGE, List.of(BIG, EMPTY)).taken()).isEqualTo(1);

        assertThat(bytes(MESSAGE, 0)).contains(BIG.bytes());
        assertThat(bytes(MESSAGE, 1)).contains(new byte[0]);
        assertThat(bytes(MESSAGE, 2)).isEmpty();
        assertThat(bytes(Ledger.message("2").build(), 0)).isEmpty();
        assertThat(bytes(Ledger.message("1").revision("other", Ledger.START).build(), 0))
                .isEmpty();
    }

    @Test
    void of_a_repeat_and_of_what_ends_at_once_nothing_is_kept() {
        ledger.intake.take(MESSAGE, List.of(BIG));
        assertThat(ledger.intake.take(MESSAGE, List.of(EMPTY, EMPTY)).repeated())
                .isEqualTo(1);
        ledger.intake.take(Ledger.message("3").dismissal("no need").build(), List.of(BIG));

        assertThat(ledger.kept.count()).isEqualTo(1);
        assertThat(bytes(MESSAGE, 0)).contains(BIG.bytes());
    }

    @Test
    void they_are_forgotten_when_the_message_stands_in_a_desk_and_not_before() {
        ledger.intake.take(MESSAGE, List.of(BIG));
        ledger.kept.forgetEnded();
        assertThat(ledger.kept.count()).isEqualTo(1);

        ledger.deliveries
                .finish(
                        Ledger.numbered(ledger.messages.of(Ledger.TALK)),
                        Ledger.TICKET,
                        Optional.empty(),
                        "route",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        ledger.kept.forgetEnded();

        assertThat(ledger.kept.count()).isZero();
        assertThat(bytes(MESSAGE, 0)).isEmpty();
    }

    @Test
    void those_of_a_dead_letter_wait_for_its_replay_but_not_for_ever() {
        ledger.intake.take(MESSAGE, List.of(BIG));
        ledger.messages.end(ledger.messages.of(Ledger.TALK).get(0), MessageState.DEAD, "broken", Optional.empty());
        ledger.clock.forward(KeptFiles.OF_DEAD_LETTERS.minusSeconds(1));
        ledger.kept.forgetEnded();
        assertThat(bytes(MESSAGE, 0)).contains(BIG.bytes());

        ledger.clock.forward(java.time.Duration.ofSeconds(1));
        ledger.kept.forgetEnded();
        assertThat(ledger.kept.count()).isZero();
    }
}
