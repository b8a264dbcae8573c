package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.hub.HubStart;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    @Test
    void names_the_channel_that_fails_and_why() throws Exception {
        try (var app = new ConsoleApp(data, Map.of())) {
            app.bean(FakeNetwork.class)
                    .failNext("check", new Failure.Unauthorized("Fake refused the token; make a new one"));
            app.opened();
            assertThat(health(app).at("/components/channels/status").asText()).isEqualTo("UP");
            app.bean(HubStart.class).begin();
            await().untilAsserted(() -> assertThat(
                            health(app).at("/components/channels/status").asText())
                    .isEqualTo("DOWN"));
            JsonNode health = health(app);
            assertThat(health.at("/status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/components/channels/details/shop/status").asText())
                    .isEqualTo("PAUSED");
            assertThat(health.at("/components/channels/details/shop/detail").asText())
                    .isEqualTo("Fake refused the token; make a new one");
            assertThat(health.at("/components/desks/status").asText()).isEqualTo("UP");
            assertThat(app.get("/actuator/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void all_is_well_at_first() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            JsonNode health = health(app);
            assertThat(health.at("/status").asText()).isEqualTo("UP");
            assertThat(health.at("/components").findValuesAsText("status")).containsOnly("UP", "UNKNOWN");
        }
    }

    @Test
    void dead_letters_unrouted_items_and_an_old_queue_are_warnings_and_no_failure() throws Exception {
        try (var app = new ConsoleApp(data, Map.of("deskbridge.console.queue-age", "0ms")).opened()) {
            MessageRow dead = take(app, "1");
            MessageRow parked = take(app, "2");
            take(app, "3");
            app.bean(MessageLedger.class).end(dead, MessageState.DEAD, "refused", Optional.empty());
            app.bean(MessageLedger.class).park(parked, "unrouted");
            await().until(() ->
                    app.bean(LedgerCounts.class).fresh().queueAge(Instant.now()).toMillis() > 1);
            JsonNode health = health(app);
            assertThat(health.at("/status").asText()).isEqualTo("WARNING");
            assertThat(health.at("/components/unrouted/details/detail").asText())
                    .startsWith("1 item that no route takes; see /api/messages?unrouted=true");
            assertThat(health.at("/components/deadLetters/status").asText()).isEqualTo("WARNING");
            assertThat(health.at("/components/queue/status").asText()).isEqualTo("WARNING");
            assertThat(app.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_ticket_solved_lately_while_its_last_reply_is_not_published_is_a_warning_that_names_it() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            var ticket = new Ticket("help", "12", Optional.empty());
            var solved = new TicketNews.Standing(ticket, true, Instant.now());
            MessageRow row = take(app, "1");
            link(app, row, ticket);
            app.bean(CommentLedger.class)
                    .submit(List.of(), new TicketReport(List.of(solved), List.of(), List.of(), List.of()))
                    .join();
            var events = app.bean(TicketEventLedger.class);
            events.alarmed(events.unfinished(row.conversation(), 1).get(0), 1, "refused");

            JsonNode health = health(app);

            assertThat(health.at("/status").asText()).isEqualTo("WARNING");
            assertThat(health.at("/components/tickets/details/tickets/0").asText())
                    .isEqualTo("help/12");
        }
    }

    private static void link(ConsoleApp app, MessageRow row, Ticket ticket) {
        MessageRow numbered = row.numbered(1);
        var deliveries = app.bean(Deliveries.class);
        deliveries.reserve(List.of(numbered), "help");
        deliveries
                .finish(List.of(numbered), ticket, Optional.empty(), "test", Instant.now(), Map.of())
                .await();
    }

    @Test
    void metrics_count_items_by_state() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            app.bean(MessageLedger.class).park(take(app, "1"), "unrouted");
            take(app, "2");
            String metrics = app.get("/actuator/prometheus").body();
            assertThat(metrics)
                    .contains("deskbridge_messages{state=\"waiting\"} 2.0")
                    .contains("deskbridge_messages{state=\"dead\"} 0.0")
                    .contains("deskbridge_replies{state=\"published\"} 0.0")
                    .contains("deskbridge_notes{state=\"written\"} 0.0")
                    .contains("deskbridge_unrouted 1.0")
                    .contains("deskbridge_queue_age_seconds ");
        }
    }

    private static MessageRow take(ConsoleApp app, String id) {
        var message = FakeChannelType.message("shop", id, "t", Instant.now()).build();
        app.bean(MessageIntake.class).take(List.of(message));
        return app.bean(MessageLedger.class).newest(message.id()).orElseThrow();
    }

    private static JsonNode health(ConsoleApp app) throws Exception {
        return JSON.readTree(app.get("/actuator/health").body());
    }
}
