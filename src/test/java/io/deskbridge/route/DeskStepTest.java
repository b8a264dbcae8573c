package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.RouteOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The step of a route file that opens tickets, written anew for another desk. */
class DeskStepTest {
    private static final List<RouteOption> LABELS = List.of(
            RouteOption.text("labels", "Labels."),
            new RouteOption(
                    "priority",
                    "High or Low.",
                    value -> value.equals("High") ? Optional.empty() : Optional.of("must be High")));

    private static RouteFile file(String steps) {
        return new RouteFile(
                "in.camel.yaml",
                """
                - route:
                    id: in
                    from:
                      uri: channel:acme-x, acme-mastodon
                      steps:
                """
                        + steps.indent(8));
    }

    private static String written(String steps, String desk) {
        RouteFile file = file(steps);
        String text = DeskStep.of(file).orElseThrow().to(desk, LABELS).text();
        return text.substring(text.indexOf("steps:\n") + 7).indent(-8);
    }

    @Test
    void tags_become_what_the_other_desk_calls_them_and_what_it_does_not_know_goes() {
        assertThat(written(
                        """
                                - to:
                                    uri: desk:zendesk
                                    parameters:
                                      tags: "x,\\"social\\""
                                      priority: low
                                      group: Social
                                # behind
                                """,
                        "jira"))
                .isEqualTo(
                        """
                        - to:
                            uri: desk:jira
                            parameters:
                              labels: "x,\\"social\\""
                        # behind
                        """);
    }

    @Test
    void a_step_in_one_line_stays_in_one_line() {
        assertThat(written("- to: {uri: 'desk:zendesk', parameters: {priority: High}} # 🎉\n", "jira"))
                .isEqualTo("- to: {uri: desk:jira, parameters: {priority: High}} # 🎉\n");
        assertThat(written("- to: {uri: 'desk:zendesk'}\n", "jira")).isEqualTo("- to: {uri: desk:jira}\n");
    }

    @Test
    void it_knows_its_channels_and_its_desk_also_below_other_steps() {
        DeskStep step = DeskStep.of(
                        file(
                                """
                                - filter:
                                    expression:
                                      simple:
                                        expression: "${body.text} ~~ 'desk:none'"
                                    steps:
                                      - to:
                                          uri: desk:zendesk
                                """))
                .orElseThrow();
        assertThat(step.channels()).containsExactly("acme-x", "acme-mastodon");
        assertThat(step.desk()).isEqualTo("zendesk");
    }

    @Test
    void a_route_with_several_desks_or_none_or_from_a_desk_is_left_to_its_author() {
        assertThat(DeskStep.of(file("- to: {uri: 'desk:a'}\n- to: {uri: 'desk:b'}\n")))
                .isEmpty();
        assertThat(DeskStep.of(file("- to: {uri: 'log:a'}\n"))).isEmpty();
        assertThat(DeskStep.of(new RouteFile("in.camel.yaml", "- route: {"))).isEmpty();
        assertThat(DeskStep.of(
                        new RouteFile("out.camel.yaml", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"))))
                .isEmpty();
    }
}
