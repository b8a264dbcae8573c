package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk that takes twelve writes to a ticket within a minute. */
class CoalescingTest {
    private static final int LIMIT = 12;
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.desks.help.updates", String.valueOf(LIMIT))
                .start();
        // half of the minute's writes are spent, one after the other
        for (int i = 1; i <= LIMIT / 2; i++) {
            String id = String.valueOf(i);
            app.post(id, "t", "words");
            soon(() -> assertThat(app.entries("t")).contains(id));
        }
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private int writes() {
        return app.desk.casesOf("deskbridge:shop:t").get(0).writes();
    }

    private void postTo(int last) {
        IntStream.rangeClosed(LIMIT / 2 + 1, last).forEach(i -> app.post(String.valueOf(i), "t", "words"));
        soon(() -> assertThat(app.messages("t")).hasSize(last));
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }

    /** A second at a time, until all that waits has been written. */
    private void letTimePass() {
        soon(() -> {
            app.clock.forward(Duration.ofSeconds(1));
            assertThat(app.messages("t")).allMatch(row -> row.endedAt().isPresent());
        });
    }

    @Test
    void many_messages_become_few_writes_in_order_and_none_is_lost() {
        postTo(60);

        letTimePass();

        assertThat(app.entries("t")).containsExactlyElementsOf(numbers(60));
        assertThat(writes()).isLessThan(20);
        assertThat(app.messages("t").subList(1, 60)).allMatch(row -> row.state() == MessageState.APPENDED);
    }

    @Test
    void one_message_that_the_desk_will_never_take_does_not_take_its_neighbours_with_it() {
        app.desk.failNext("append", new Failure.Rejected("help: one of these is not allowed"));
        app.desk.failNext("append", new Failure.Rejected("help: this one is not allowed"));
        postTo(20);

        letTimePass();

        assertThat(app.messages("t").stream()
                        .filter(row -> row.state() == MessageState.DEAD)
                        .count())
                .isEqualTo(1);
        assertThat(app.entries("t"))
                .hasSize(19)
                .isSubsetOf(numbers(20))
                .isSortedAccordingTo((left, right) -> Integer.compare(Integer.parseInt(left), Integer.parseInt(right)));
    }

    @Test
    void several_messages_whose_writing_was_not_confirmed_stand_once() {
        app.desk.failAfterNext("append", new Failure.Uncertain("the answer did not come"));
        postTo(20);

        letTimePass();

        assertThat(app.entries("t")).containsExactlyElementsOf(numbers(20));
    }

    @Test
    void a_note_finds_room_beside_a_customer_who_writes_without_end() {
        postTo(40);
        app.desk.comment(app.ticket("t"), "hello");

        soon(() -> assertThat(app.notes("t")).hasSize(1));
        letTimePass();

        assertThat(app.entries("t")).containsExactlyElementsOf(numbers(40));
        assertThat(app.messages("t")).extracting(MessageRow::attempts).containsOnly(0);
    }
}
