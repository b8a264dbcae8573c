package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Message;
import io.deskbridge.hub.RouteTrials.Finding;
import io.deskbridge.hub.RouteTrials.Outcome;
import io.deskbridge.hub.TrialReports;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.hub.TrialSide;
import io.deskbridge.store.MessageIntake;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials and exports, as the API gives them. */
class TrialApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path data;

    private static HttpResponse<String> attempt(ConsoleApp app, String body) throws Exception {
        return app.call("POST", "/api/routes/try", body, "Content-Type", "application/json");
    }

    private static String detail(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).get("detail").asText();
    }

    private static void take(ConsoleApp app, String... ids) {
        for (String id : ids) {
            Message message = FakeChannelType.message("shop", id, "t", NOON)
                    .text("text of " + id)
                    .build();
            app.bean(MessageIntake.class).take(List.of(message));
        }
    }

    @Test
    void files_and_messages_come_to_the_trial_and_the_report_comes_back() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            var trials = app.bean(ConsoleApp.Trials.class);
            var none = new TrialSample(List.of(), Map.of());
            trials.answer = new Outcome.Made(TrialReports.of(
                    none, new TrialSide(List.of("in"), List.of(), Map.of(), List.of()), Optional.empty()));
            take(app, "m1", "m2", "m3");

            HttpResponse<String> answer =
                    attempt(app, "{\"files\": {\"in.camel.yaml\": \"text\", \"old.camel.yaml\": null}, \"last\": 2}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/routes/0/route").asText())
                    .isEqualTo("in");
            assertThat(trials.asked.get(0).files())
                    .isEqualTo(Map.of("in.camel.yaml", Optional.of("text"), "old.camel.yaml", Optional.empty()));
            assertThat(trials.asked.get(0).whole()).isFalse();
            assertThat(trials.samples.get(0).rows())
                    .extracting(row -> row.message().id().value())
                    .containsExactly("m2", "m3");

            attempt(
                    app,
                    "{\"whole\": true, \"files\": {\"in.camel.yaml\": \"text\"}, \"messages\": [{\"channel\": \"shop\","
                            + " \"id\": \"own\", \"kind\": \"direct\", \"author\": {\"id\": \"a\"}, \"text\": \"hello\"}]}");
            assertThat(trials.asked.get(1).whole()).isTrue();
            assertThat(trials.samples.get(1).rows().get(0).message().text()).isEqualTo("hello");
        }
    }

    @Test
    void mistakes_are_422_with_their_places() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            app.bean(ConsoleApp.Trials.class).answer =
                    new Outcome.Mistaken(List.of(new Finding("in.camel.yaml", 5, 12, "wrong", null)));

            HttpResponse<String> answer = attempt(app, "{\"files\": {\"in.camel.yaml\": \"text\"}}");

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            JsonNode finding = JSON.readTree(answer.body()).at("/findings/0");
            assertThat(finding.toString())
                    .isEqualTo("{\"file\":\"in.camel.yaml\",\"line\":5,\"column\":12,\"mistake\":\"wrong\"}");
        }
    }

    @Test
    void what_makes_no_sense_is_named() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            assertThat(detail(attempt(app, "{}"))).startsWith("files is missing");
            assertThat(detail(attempt(app, "{\"fils\": {}}"))).isEqualTo("fils is unknown; did you mean \"files\"?");
            String files = "{\"files\": {\"in.camel.yaml\": \"text\"}, ";
            assertThat(detail(attempt(app, files + "\"last\": 0}"))).startsWith("last: 0 must be");
            assertThat(detail(attempt(app, files + "\"last\": 1, \"messages\": []}")))
                    .startsWith("last and messages");
            assertThat(detail(attempt(app, files + "\"messages\": [{\"id\": \"1\", \"channel\": \"shop\"}]}")))
                    .isEqualTo("message 1: author.id is missing");
            HttpResponse<String> busy = attempt(app, files + "\"last\": 1}");
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(detail(busy)).isEqualTo("Not now.");
        }
    }

    @Test
    void only_the_admin_may_try_and_export() throws Exception {
        try (var app = new ConsoleApp(
                        data, Map.of("deskbridge.admin.user", "mia", "deskbridge.admin.password", "a-long-password"))
                .opened()) {
            assertThat(attempt(app, "{\"files\": {\"in.camel.yaml\": \"text\"}}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(app.get("/api/messages/export").statusCode()).isEqualTo(401);
            assertThat(app.bean(ConsoleApp.Trials.class).asked).isEmpty();
        }
    }

    @Test
    void what_is_exported_can_be_tried() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            take(app, "m1", "m2", "m3");

            HttpResponse<String> lines = app.get("/api/messages/export?last=2");

            assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
            List<String> exported = lines.body().lines().toList();
            assertThat(exported).hasSize(2);
            attempt(
                    app,
                    "{\"files\": {\"in.camel.yaml\": \"text\"}, \"messages\": [" + String.join(",", exported) + "]}");
            attempt(app, "{\"files\": {\"in.camel.yaml\": \"text\"}, \"last\": 2}");
            List<TrialSample> samples = app.bean(ConsoleApp.Trials.class).samples;
            assertThat(samples).hasSize(2);
            assertThat(samples.get(0).rows())
                    .usingRecursiveComparison()
                    .ignoringFields("reason", "message.revision")
                    .isEqualTo(samples.get(1).rows());
            assertThat(app.get("/api/messages/export?last=x").statusCode()).isEqualTo(400);
            assertThat(app.get("/api/messages/export?last=10001").statusCode()).isEqualTo(400);
        }
    }
}
