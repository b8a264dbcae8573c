package io.deskbridge.bench;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** {@code mvn -Pbench verify}: each case that {@code -Dbench.case} names; see {@code bench/README.md}. */
@Tag("bench")
class BenchIT {
    @TestFactory
    Stream<DynamicTest> cases() {
        return Bench.chosen().entrySet().stream()
                .map(found -> DynamicTest.dynamicTest(
                        found.getKey(), () -> found.getValue().run()));
    }
}
