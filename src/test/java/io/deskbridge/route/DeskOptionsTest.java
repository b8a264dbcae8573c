package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route says beside a desk's name comes to the desk as the desk calls it. */
class DeskOptionsTest {
    @Test
    void a_name_with_dashes_is_kept_among_parameters_and_in_an_address(@TempDir Path folder) {
        try (HubApp app = new HubApp(folder)
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "choice: {when: [{expression: {simple: {expression: \"${body.text} == 'a'\"}}, steps:"
                                        + " [{to: {uri: 'desk:help', parameters: {ticket-form: One, field.7: x}}}]}],"
                                        + " otherwise: {steps: [{to: {uri: 'desk:help?ticket-form=Two'}}]}}"))
                .start()) {
            app.post("1", "t1", "a");
            app.post("2", "t2", "b");

            soon(() -> assertThat(app.desk.cases()).hasSize(2));
            assertThat(app.desk.casesOf("deskbridge:shop:t1").get(0).options())
                    .isEqualTo(Map.of("ticket-form", "One", "field.7", "x"));
            assertThat(app.desk.casesOf("deskbridge:shop:t2").get(0).options()).isEqualTo(Map.of("ticket-form", "Two"));
        }
    }

    @Test
    void a_value_reaches_the_desk_as_the_admin_wrote_it(@TempDir Path folder) {
        try (HubApp app = new HubApp(folder)
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "to: {uri: 'desk:help', parameters: {group: 'R&D + sales', ticket-form: '50% off?'}}"))
                .start()) {
            app.post("1", "t1", "a");

            soon(() -> assertThat(app.desk.cases()).hasSize(1));
            assertThat(app.desk.cases().get(0).options())
                    .isEqualTo(Map.of("group", "R&D + sales", "ticket-form", "50% off?"));
        }
    }
}
