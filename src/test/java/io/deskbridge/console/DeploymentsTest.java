package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.hub.RouteDeployments.RolledBack;
import io.deskbridge.hub.RouteDeployments.Trouble;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of the deployments of routes. */
class DeploymentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "in.camel.yaml";

    @TempDir
    private Path data;

    private static long add(ConsoleApp app, String author, Result result, String text, String... mistakes) {
        return app.bean(RouteHistory.class)
                .add(
                        author,
                        result,
                        new RouteDeployment.Content(
                                Map.of(FILE, text), List.of("changed in"), "-a\n+b\n", List.of(mistakes)));
    }

    @Test
    void deployments_are_listed_the_newest_first_and_one_shows_its_files() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            long first = add(app, "file", Result.DEPLOYED, "one");
            long second = add(app, "mia", Result.REFUSED, "two", "routes/in.camel.yaml: wrong");

            JsonNode items =
                    JSON.readTree(app.get("/api/routes/deployments").body()).get("items");

            assertThat(items.findValuesAsText("id")).containsExactly(String.valueOf(second), String.valueOf(first));
            assertThat(items.get(0).get("author").asText()).isEqualTo("mia");
            assertThat(items.get(0).get("result").asText()).isEqualTo("refused");
            assertThat(items.get(0).get("mistakes").get(0).asText()).isEqualTo("routes/in.camel.yaml: wrong");
            assertThat(items.get(1).get("changes").get(0).asText()).isEqualTo("changed in");
            assertThat(items.get(1).get("difference").asText()).isEqualTo("-a\n+b\n");
            assertThat(items.get(1).has("files")).isFalse();
            assertThat(JSON.readTree(app.get("/api/routes/deployments/" + first).body())
                            .at("/files/" + FILE)
                            .asText())
                    .isEqualTo("one");
            assertThat(app.get("/api/routes/deployments/4711").statusCode()).isEqualTo(404);
            assertThat(app.get("/api/routes/deployments/x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void the_list_goes_on_where_a_page_ends() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            for (int i = 0; i < 53; i++) {
                add(app, "file", Result.DEPLOYED, "text " + i);
            }
            JsonNode page = JSON.readTree(app.get("/api/routes/deployments").body());
            JsonNode rest = JSON.readTree(
                    app.get("/api/routes/deployments?before=" + page.get("next").asText())
                            .body());

            assertThat(page.get("items")).hasSize(50);
            assertThat(rest.get("items")).hasSize(3);
            assertThat(rest.has("next")).isFalse();
        }
    }

    @Test
    void a_rollback_is_asked_for_in_the_name_of_the_admin() throws Exception {
        try (var app = new ConsoleApp(
                        data, Map.of("deskbridge.admin.user", "mia", "deskbridge.admin.password", "a-long-password"))
                .opened()) {
            var deployments = app.bean(ConsoleApp.Deployments.class);
            deployments.answer = new RolledBack.Done(8);
            String login = Base64.getEncoder().encodeToString("mia:a-long-password".getBytes(StandardCharsets.UTF_8));

            HttpResponse<String> done =
                    app.call("POST", "/api/routes/deployments/7/rollback", "", "Authorization", "Basic " + login);

            assertThat(done.body()).isEqualTo("{\"id\":8,\"result\":\"deployed\"}");
            assertThat(deployments.asked).containsExactly("7 mia");
            assertThat(app.call("POST", "/api/routes/deployments/7/rollback", "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(deployments.asked).hasSize(1);
        }
    }

    @Test
    void a_refused_rollback_says_why_and_an_unknown_one_is_not_found() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            var deployments = app.bean(ConsoleApp.Deployments.class);
            assertThat(app.call("POST", "/api/routes/deployments/7/rollback", "")
                            .statusCode())
                    .isEqualTo(404);
            deployments.answer = new RolledBack.Refused(List.of("routes/ may not be written."));

            HttpResponse<String> refused = app.call("POST", "/api/routes/deployments/7/rollback", "");

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(JSON.readTree(refused.body()).get("detail").asText())
                    .isEqualTo("Nothing was changed. routes/ may not be written.");
        }
    }

    @Test
    void in_the_sandbox_another_desk_can_be_chosen_and_elsewhere_not() throws Exception {
        String wish = "{\"channel\": \"shop\", \"desk\": \"help\"}";
        try (var app = new ConsoleApp(
                        data, Map.of("deskbridge.sandbox.shipped", "true", "deskbridge.sandbox.enabled", "false"))
                .opened()) {
            var deployments = app.bean(ConsoleApp.Deployments.class);

            assertThat(app.get("/api/routes/choices").body())
                    .isEqualTo("[{\"channel\":\"shop\",\"desks\":[\"help\"]}]");
            HttpResponse<String> done = put(app, wish);
            assertThat(JSON.readTree(done.body()).get("difference").asText()).isEqualTo("-uri: desk:other");
            assertThat(deployments.asked).containsExactly("shop to help local");
            HttpResponse<String> refused = put(app, "{\"channel\": \"shop\"}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("Nothing was changed: there is no such desk");
        }
        try (var app = new ConsoleApp(data.resolve("real"), Map.of()).opened()) {
            assertThat(app.get("/api/routes/choices").statusCode()).isEqualTo(404);
            assertThat(put(app, wish).statusCode()).isBetween(404, 405);
        }
    }

    private static HttpResponse<String> put(ConsoleApp app, String wish) throws Exception {
        return app.call("PUT", "/api/routes/choices", wish, "Content-Type", "application/json");
    }

    @Test
    void the_health_shows_what_is_wrong_with_the_files() throws Exception {
        try (var app = new ConsoleApp(data, Map.of()).opened()) {
            app.bean(ConsoleApp.Deployments.class).trouble =
                    Optional.of(new Trouble("routes/ has mistakes", List.of("routes/in.camel.yaml: wrong")));

            HttpResponse<String> health = app.get("/actuator/health");
            JsonNode routes = JSON.readTree(health.body()).at("/components/routes");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(app.get("/actuator/health/routes").body())).isEqualTo(routes); // as the page asks
            assertThat(routes.get("status").asText()).isEqualTo("WARNING");
            assertThat(routes.at("/details/detail").asText()).isEqualTo("routes/ has mistakes");
            assertThat(routes.at("/details/mistakes/0").asText()).isEqualTo("routes/in.camel.yaml: wrong");
        }
    }
}
