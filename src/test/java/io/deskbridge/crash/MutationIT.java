package io.deskbridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The proof can fail: with any one of the three things that keep the promises switched off, it reports doubles or losses. The
 * runs mostly wait, so two go at once.
 */
@Tag("crash")
class MutationIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(Mutation.class)
    void a_hub_without_it_loses_or_doubles(Mutation mutation) throws Exception {
        String name = "without-" + mutation.name().toLowerCase().replace('_', '-');
        long seed = SEED + 1 + mutation.ordinal(); // two of one seed would choose the same ports
        var proof = new Proof(name, Size.small().impatient(), 1, MutatedHub.program(mutation), List.of(), seed);

        assertThat(proof.run().lostOrDoubled()).isPositive();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void the_same_run_of_the_packaged_hub_finds_nothing() throws Exception {
        var proof = new Proof("with-everything", Size.small(), 1, Packaged.program(), List.of(), SEED);

        assertThat(proof.run().faults())
                .allSatisfy((what, where) -> assertThat(where).as(what).isEmpty());
    }

    @Test
    void the_packaged_hub_holds_no_part_of_this() throws Exception {
        try (var jar = new JarFile(Path.of("target/deskbridge.jar").toFile())) {
            assertThat(jar.stream()).isNotEmpty().noneMatch(entry -> entry.getName()
                    .contains("deskbridge/crash"));
        }
    }
}
