package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network shows our own reply, twice, at any moment. However it comes, as mention, comment or private message, it is
 * published once, opens no ticket, stands in none, and is told as a reply of the hub and as nobody else's.
 */
class EchoTest {
    private static final Duration SETTLE = Duration.ofHours(1);

    /** When the echo comes. */
    private enum Moment {
        BEFORE_THE_ANSWER {
            @Override
            void happens(EchoTest test, Kind kind) {
                test.app.network.holdAnswer("send");
                FakeNetwork.Published there = test.answered();
                test.shown(there, kind);
                soon(() -> assertThat(test.app.noteRows("t")).isNotEmpty());
                test.shown(there, Kind.COMMENT);
                test.app.network.letGo("send");
            }
        },
        WITH_THE_ANSWER {
            @Override
            void happens(EchoTest test, Kind kind) {
                test.app.network.holdAnswer("send");
                FakeNetwork.Published there = test.answered();
                test.app.network.hold("poll");
                test.shown(there, kind);
                test.shown(there, Kind.COMMENT);
                test.app.network.letGo("send");
                test.app.network.letGo("poll");
            }
        },
        INSTEAD_OF_THE_ANSWER {
            @Override
            void happens(EchoTest test, Kind kind) {
                test.app.network.failAfterNext("send", new Failure.Uncertain("the answer did not come"));
                FakeNetwork.Published there = test.answered();
                test.shown(there, kind);
                test.shown(there, Kind.COMMENT);
                soon(() -> assertThat(test.app.comments("t").get(0).reason())
                        .startsWith("waits until Fake must have ended"));
                test.app.clock.forward(SETTLE);
            }
        },
        AFTER_THE_RECORD {
            @Override
            void happens(EchoTest test, Kind kind) {
                FakeNetwork.Published there = test.answered();
                test.recorded();
                test.shown(there, kind);
                test.shown(there, Kind.COMMENT);
            }
        },
        AFTER_A_RESTART {
            @Override
            void happens(EchoTest test, Kind kind) {
                FakeNetwork.Published there = test.answered();
                test.recorded();
                test.app.stop();
                test.shown(there, kind);
                test.shown(there, Kind.COMMENT);
                test.app.start();
            }
        };

        abstract void happens(EchoTest test, Kind kind);
    }

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder).with("deskbridge.channels.shop.settle", "1h").start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    static Stream<Arguments> moments() {
        return Arrays.stream(Moment.values()).flatMap(moment -> Stream.of(Kind.MENTION, Kind.COMMENT, Kind.DIRECT)
                .map(kind -> Arguments.of(moment, kind)));
    }

    private FakeNetwork.Published answered() {
        app.answered("t", "It ships today.");
        soon(() -> assertThat(app.network.published()).hasSize(1));
        return app.network.published().get(0);
    }

    private void recorded() {
        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
    }

    private void shown(FakeNetwork.Published there, Kind kind) {
        app.network.post(
                new MessageBuilder("shop", there.sent().id(), kind, "t", Author.unknown("us"), app.clock.instant())
                        .text(there.reply().text())
                        .ours(true)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void our_own_reply_counts_once(Moment moment, Kind kind) {
        moment.happens(this, kind);
        app.post("next", "t", "thank you");

        recorded();
        soon(() -> assertThat(app.entries("t")).containsExactly("t-1", "next"));
        app.clock.forward(Duration.ofSeconds(1));
        soon(() -> assertThat(app.noteRows("t")).allMatch(note -> note.state() != NoteState.WAITING));
        soon(() -> assertThat(app.outcomes("t")).hasSize(1).allMatch(note -> note.startsWith("✓ Published on Fake")));
        assertThat(app.desk.casesOf(HubApp.talk("t").externalId())).hasSize(1);
        assertThat(app.published("t")).containsExactly("It ships today.");
        assertThat(app.messages("t"))
                .filteredOn(row -> row.message().ours())
                .hasSize(1)
                .extracting(MessageRow::ticketId)
                .allMatch(ticket -> ticket.isEmpty());
    }
}
