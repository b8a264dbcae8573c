package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of one conversation that wait together when work on it begins. */
class ReservingAheadTest {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final String IN = Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}");

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.hub.first-pause", "10m")
                .with("deskbridge.hub.longest-pause", "10m");
    }

    @AfterEach
    void stop() {
        app.desk.letGo("open");
        app.desk.letGo("append");
        app.close();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    /** They come in one batch, so that one run finds all of them. */
    private void startWith(int messages) {
        ids(1, messages).forEach(id -> app.post(id, "t", "words " + id));
        app.start();
        soon(() -> assertThat(app.messages("t")).hasSize(messages));
    }

    private List<Optional<Instant>> reservations() {
        return app.messages("t").stream().map(MessageRow::triedAt).toList();
    }

    private List<Integer> numbers() {
        return app.messages("t").stream()
                .map(MessageRow::number)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
    }

    private void allStandOnceAndInOrder(int messages) {
        soon(() -> assertThat(app.messages("t")).allMatch(row -> row.endedAt().isPresent()));
        assertThat(app.entries("t")).containsExactlyElementsOf(ids(1, messages));
        assertThat(numbers())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, messages).boxed().toList());
        assertThat(reservations()).allMatch(Optional::isEmpty);
    }

    /** Of five, after an attempt of the second whose answer was lost. */
    private void theSecondAloneIsLookedUp() {
        soon(() -> assertThat(app.messages("t").get(1).attempts()).isEqualTo(1));
        soon(() -> assertThat(reservations())
                .extracting(Optional::isPresent)
                .containsExactly(false, true, false, false, false));
        app.clock.forward(PAUSE);

        allStandOnceAndInOrder(5);
        assertThat(app.desk.calls("find")).isEqualTo(1);
        assertThat(app.desk.calls("append")).isEqualTo(4);
    }

    @Test
    void while_the_first_is_written_the_next_are_reserved_with_their_numbers_in_the_same_commit() {
        app.desk.hold("open");
        startWith(5);

        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(1));
        assertThat(reservations()).allMatch(Optional::isPresent);
        assertThat(reservations().stream().distinct()).hasSize(1); // one commit has one time
        assertThat(numbers()).containsExactly(1, 2, 3, 4, 5);
        app.desk.letGo("open");

        allStandOnceAndInOrder(5);
        assertThat(app.desk.calls("find")).isZero();
    }

    @Test
    void what_was_reserved_and_not_begun_is_given_back_when_the_first_fails_and_is_not_looked_up() {
        app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));
        startWith(5);

        soon(() -> assertThat(app.messages("t").get(0).attempts()).isEqualTo(1));
        soon(() -> assertThat(reservations()).allMatch(Optional::isEmpty));
        app.clock.forward(PAUSE);

        allStandOnceAndInOrder(5);
        assertThat(app.desk.calls("find")).isZero();
        assertThat(app.desk.calls("open")).isEqualTo(2);
        assertThat(app.desk.calls("append")).isEqualTo(4);
    }

    @Test
    void what_was_perhaps_written_stays_reserved_and_alone_is_looked_up() {
        app.desk.failAfterNext("append", new Failure.Uncertain("the answer did not come"));
        startWith(5);

        theSecondAloneIsLookedUp();
    }

    @Test
    void so_does_what_was_reserved_anew_before_it_was_handed_over() {
        app.desk.hold("append");
        startWith(5);
        soon(() -> assertThat(app.desk.calls("append")).isEqualTo(1));
        app.desk.failAfterNext("append", new Failure.Uncertain("the answer did not come"));
        app.clock.forward(Duration.ofSeconds(1));
        app.desk.letGo("append");

        theSecondAloneIsLookedUp();
    }

    @Test
    void a_message_that_the_desk_never_takes_leaves_the_reservations_and_numbers_of_the_others() {
        app.desk.failsFor("2", () -> new Failure.Rejected("help: not this one"));
        startWith(4);

        soon(() -> assertThat(app.messages("t")).allMatch(row -> row.endedAt().isPresent()));
        assertThat(app.entries("t")).containsExactly("1", "3", "4");
        assertThat(app.messages("t").get(1).state()).isEqualTo(MessageState.DEAD);
        assertThat(numbers()).containsExactly(1, 2, 3, 4);
        assertThat(app.desk.calls("find")).isZero();
    }

    @Test
    void a_message_that_its_route_sends_elsewhere_is_reserved_there_before_it_is_written() {
        app.with("deskbridge.desks.team.type", "other")
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "choice: {when: [{expression: {simple: {expression: \"${body.text} == 'words 2'\"}},"
                                        + " steps: [{to: {uri: 'desk:team'}}]}],"
                                        + " otherwise: {steps: [{to: {uri: 'desk:help'}}]}}"));
        app.otherDesk.failAfterNext("open", new Failure.Uncertain("the answer did not come"));
        startWith(3);

        soon(() -> assertThat(app.messages("t").get(1).attempts()).isEqualTo(1));
        assertThat(app.messages("t").get(1).desk()).hasValue("team");
        app.clock.forward(PAUSE);

        soon(() -> assertThat(app.entries("t")).containsExactly("1", "3"));
        assertThat(app.entriesOf(app.otherDesk, "t")).hasSize(1);
        assertThat(app.otherDesk.calls("find")).isEqualTo(1);
        assertThat(app.desk.calls("find")).isZero();
        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void what_a_crash_left_reserved_ahead_is_looked_up_and_then_written_once_and_in_order() {
        app.route("in", Yaml.route("in", "channel:other", "to: {uri: 'desk:help'}"))
                .with("deskbridge.channels.other.type", "fake");
        startWith(3);
        soon(() -> assertThat(app.messages("t")).allMatch(MessageRow::parked));
        List<MessageRow> rows = app.messages("t");
        app.bean(Deliveries.class)
                .reserve(
                        IntStream.range(0, 3)
                                .mapToObj(i -> rows.get(i).numbered(i + 1))
                                .toList(),
                        "help");
        app.stop();

        app.route("in", IN).start();
        app.clock.forward(PAUSE); // whatever the first attempt did, it must have ended

        allStandOnceAndInOrder(3);
        assertThat(app.desk.calls("find")).isBetween(1, 3);
    }

    @Test
    void a_message_that_an_agent_names_by_its_number_is_found_as_soon_as_its_entry_stands_in_the_ticket() {
        app.desk.failAfterNext("append", new Failure.Uncertain("the answer did not come"));
        startWith(3);
        soon(() -> assertThat(app.messages("t").get(1).attempts()).isEqualTo(1));
        assertThat(app.entries("t")).containsExactly("1", "2"); // an agent sees both
        assertThat(app.messages("t").get(1).endedAt()).isEmpty();

        app.desk.comment(app.ticket("t"), "/to 2\nhello");

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.replies("t").get(0).inReplyTo()).isEqualTo("2");
    }
}
