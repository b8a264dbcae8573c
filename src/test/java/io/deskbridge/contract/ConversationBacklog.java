package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For channels that list Meta's conversations: more of them moved since the last look than one poll reads. */
public abstract class ConversationBacklog {
    private static final int MANY = 1_300;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final LongInbox inbox = new LongInbox(us());
    private final List<String> brought = new ArrayList<>();
    private Cursor cursor = Cursor.START;

    /** The account's number. */
    protected abstract String us();

    /** Opened anew over that list. */
    protected abstract Source<Message> conversations(LongInbox inbox, SettableClock clock);

    /** One in ten seconds; the first one is the one that lies deepest. */
    @BeforeEach
    void peopleWrite() {
        for (int person = 1; person <= MANY; person++) {
            inbox.writes(1_000_000 + person, "m_" + person, clock.instant().minusSeconds(10L * (MANY - person)));
        }
        clock.advance(Duration.ofMinutes(5));
    }

    private boolean poll() {
        Batch<Message> batch = conversations(inbox, clock).poll(cursor);
        assertThat(batch.items()).extracting(Message::sentAt).isSorted();
        batch.items().forEach(message -> brought.add(message.id().value()));
        cursor = batch.next();
        return batch.more();
    }

    private static List<String> all() {
        return IntStream.rangeClosed(1, MANY).mapToObj(person -> "m_" + person).toList();
    }

    @Test
    void all_of_them_are_brought_once_one_part_after_the_other() {
        assertThat(poll()).isTrue();
        assertThat(brought).hasSizeLessThan(MANY).doesNotContain("m_1");
        assertThat(poll()).isTrue();
        assertThat(poll()).as("a last look at what moved").isFalse();

        assertThat(brought).containsExactlyInAnyOrderElementsOf(all());
        assertThat(conversations(inbox, clock).poll(cursor)).isEqualTo(Batch.nothing(cursor));
    }

    @Test
    void what_moves_to_the_front_meanwhile_is_brought_with_what_it_said_before() {
        assertThat(poll()).isTrue();
        inbox.writes(1_000_001, "m_again", clock.instant());
        assertThat(poll()).isTrue();
        assertThat(brought).doesNotContain("m_1", "m_again");
        assertThat(poll()).isFalse();

        assertThat(brought).containsAll(all()).endsWith("m_1", "m_again");
    }

    @Test
    void where_meta_forgot_how_far_it_was_read_all_is_read_anew_in_the_source_s_pace() {
        assertThat(poll()).isTrue();
        inbox.forgets();
        assertThat(poll()).as("at once again").isFalse();
        assertThat(poll()).isTrue();
        while (poll()) {
            assertThat(brought).hasSizeLessThan(3 * MANY);
        }
        assertThat(brought).containsAll(all());
    }
}
