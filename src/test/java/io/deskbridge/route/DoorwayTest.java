package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoorwayTest {
    private final Doorway door = new Doorway();

    @Test
    void nobody_enters_once_it_is_shut_and_who_is_inside_is_waited_for() throws Exception {
        assertThat(door.enter()).isTrue();
        door.shut();
        assertThat(door.enter()).isFalse();
        assertThat(door.await(Duration.ofMillis(1))).isEqualTo(1);

        var empty = CompletableFuture.supplyAsync(this::await);
        door.leave();

        assertThat(empty.get(10, TimeUnit.SECONDS)).isZero();
        door.open();
        assertThat(door.enter()).isTrue();
    }

    private int await() {
        try {
            return door.await(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
