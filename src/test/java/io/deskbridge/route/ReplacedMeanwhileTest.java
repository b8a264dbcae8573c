package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Ticket;
import io.deskbridge.hub.CommentRun;
import io.deskbridge.hub.MessageRun;
import io.deskbridge.hub.Routing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that are replaced at the very moment in which a worker asks for one. */
class ReplacedMeanwhileTest {
    private static final String IN = Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}");
    private static final String OUT = Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}");

    private final Asked asked = new Asked();
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = new HubApp(folder).with("deskbridge.routes.look", "0s").bean("routing", asked);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void start() {
        app.start();
        asked.table = app.bean(RouteTable.class);
    }

    private void deploy(String id, String yaml) {
        app.route(id, yaml);
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look();
        watch.look();
    }

    /** The hub's routing, with something that happens in between; each happens once. */
    private static final class Asked implements Routing {
        final AtomicReference<Runnable> beforeLookUp = new AtomicReference<>(() -> {});
        final AtomicReference<Runnable> beforeItIsSetAside = new AtomicReference<>(() -> {});
        final AtomicReference<Runnable> beforeItIsCarried = new AtomicReference<>(() -> {});
        /** After the look-up the hub asks for the version, and then carries the item or sets it aside. */
        private final ThreadLocal<Runnable> between = ThreadLocal.withInitial(() -> () -> {});

        volatile RouteTable table = new RouteTable();

        @Override
        public long version() {
            long version = table.version();
            Runnable meanwhile = between.get();
            between.remove();
            meanwhile.run();
            return version;
        }

        @Override
        public Optional<Carrier<MessageRun>> forMessage(Message message) {
            beforeLookUp.getAndSet(() -> {}).run();
            var route = table.forMessage(message);
            between.set((route.isPresent() ? beforeItIsCarried : beforeItIsSetAside).getAndSet(() -> {}));
            return route;
        }

        @Override
        public Optional<Carrier<CommentRun>> forComment(Comment comment) {
            beforeLookUp.getAndSet(() -> {}).run();
            var route = table.forComment(comment);
            between.set((route.isPresent() ? beforeItIsCarried : beforeItIsSetAside).getAndSet(() -> {}));
            return route;
        }
    }

    @Test
    void a_message_that_is_set_aside_just_after_its_route_came_is_carried() {
        app.route("out", OUT);
        start();
        asked.beforeItIsSetAside.set(() -> deploy("in", IN));

        app.post("1", "t", "one");

        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
    }

    @Test
    void a_message_does_not_overtake_one_that_was_set_aside_before_its_route_came() {
        app.route("out", OUT);
        start();
        app.post("1", "t", "one");
        soon(() -> assertThat(app.messages("t"))
                .singleElement()
                .matches(row -> row.parked() && row.reason().startsWith("unrouted")));
        asked.beforeLookUp.set(() -> deploy("in", IN));

        app.post("2", "t", "two");

        soon(() -> assertThat(app.entries("t")).hasSize(2));
        assertThat(app.entries("t")).containsExactly("1", "2");
    }

    @Test
    void a_message_never_enters_a_route_that_has_just_ended() {
        app.route("in", IN).route("out", OUT);
        start();
        asked.beforeItIsCarried.set(() ->
                deploy("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:help', parameters: {group: vip}}")));

        app.post("1", "t", "one");

        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        assertThat(app.desk.casesOf(HubApp.talk("t").externalId()).get(0).options())
                .containsEntry("group", "vip");
        soon(() -> assertThat(app.messages("t").get(0).endedAt()).isPresent());
        assertThat(app.messages("t").get(0).attempts()).isZero();
    }

    @Test
    void a_comment_that_is_set_aside_just_after_its_route_came_is_published() {
        app.route("in", IN);
        start();
        app.post("1", "t", "one");
        Ticket ticket = app.ticket("t");
        asked.beforeItIsSetAside.set(() -> deploy("out", OUT));

        app.desk.comment(ticket, "answer");

        soon(() -> assertThat(app.published("t")).containsExactly("answer"));
    }

    @Test
    void a_comment_does_not_overtake_one_that_was_set_aside_before_its_route_came() {
        app.route("in", IN);
        start();
        app.post("1", "t", "one");
        Ticket ticket = app.ticket("t");
        app.desk.comment(ticket, "first");
        soon(() -> assertThat(app.comments("t")).singleElement().matches(row -> row.parked()));
        asked.beforeLookUp.set(() -> deploy("out", OUT));

        app.desk.comment(ticket, "second");

        soon(() -> assertThat(app.published("t")).hasSize(2));
        assertThat(app.published("t")).containsExactly("first", "second");
    }

    @Test
    void while_routes_are_replaced_only_others_are_given_out_and_nothing_is_without_a_route() throws Exception {
        var table = new RouteTable();
        var stays = new Named("stays");
        table.add(new RouteTable.MessageTaker(Set.of("shop"), Set.of(Kind.MENTION), new Named("goes")));
        table.add(new RouteTable.MessageTaker(Set.of("web"), Set.of(Kind.MENTION), stays));
        long before = table.version();
        assertThat(table.forMessage(message("none"))).isEmpty();

        table.changing(Set.of("goes"));

        assertThat(table.version()).isGreaterThan(before);
        assertThat(table.forMessage(message("web"))).hasValue(stays);
        for (String channel : Set.of("shop", "none")) {
            var later = table.forMessage(message(channel)).orElseThrow();
            assertThatThrownBy(() -> later.carry(null)).isInstanceOf(Routing.Changing.class);
        }

        table.changed();

        assertThat(table.version()).isGreaterThan(before + 1);
        assertThat(table.forMessage(message("none"))).isEmpty();
        assertThat(table.forMessage(message("shop"))).isPresent();
    }

    private static Message message(String channel) {
        return FakeChannelType.message(channel, "1", "t", Instant.EPOCH)
                .text("hello")
                .build();
    }

    private record Named(String id) implements Routing.Carrier<MessageRun> {
        @Override
        public void carry(MessageRun run) {
            throw new UnsupportedOperationException();
        }
    }
}
