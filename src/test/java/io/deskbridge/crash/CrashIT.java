package io.deskbridge.crash;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged hub is killed again and again while customers and agents write, between networks and a desk that answer
 * late and lose answers; then it is counted at the other side.
 */
@Tag("crash")
class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @Test
    void one_process_loses_doubles_and_reorders_nothing() throws Exception {
        assertClean(new Proof("one-process", Size.configured(), 1, Packaged.program(), List.of(), SEED).run());
    }

    @Test
    void nor_do_three_processes_on_one_database_and_they_share_the_work() throws Exception {
        Size size = Size.configured();
        try (var services = new Services()) {
            assertClean(new Proof("three-processes", size, 3, Packaged.program(), services.settings(), SEED).run());
        }
    }

    private static void assertClean(Count count) {
        var softly = new SoftAssertions();
        count.faults()
                .forEach((name, where) -> softly.assertThat(where).as(name).isEmpty());
        softly.assertAll();
    }
}
