package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What leaves the desk, and what never does. */
class VisibilityTest {
    static Sandbox sandbox;
    private final PushedJiraDesk desk = sandbox.desk();
    private final DeskMessages messages = new DeskMessages();

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @AfterEach
    void noLag() {
        sandbox.lag(0);
    }

    private Ticket opened() {
        return desk.open(messages.ticket(messages.entry("hello")));
    }

    private static JiraDesk desk(Map<String, String> settings) {
        return sandbox.desk(sandbox.settings(settings));
    }

    private static JiraDesk serviceDesk(Map<String, String> more) {
        var settings = new HashMap<>(Sandbox.service());
        settings.putAll(more);
        return desk(settings);
    }

    @Test
    void outside_service_projects_what_is_marked_is_public_and_the_mark_is_not_published() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "no mark");
        sandbox.comment(ticket, "agent-mia", " #PUBLIC \n\nWe are on it.\n\nMia");

        assertThat(Sandbox.texts(desk, ticket)).containsExactly("We are on it.\n\nMia");
    }

    @Test
    void a_restriction_can_be_the_mark() {
        JiraDesk restricted = desk(Map.of("public-line", "", "public-restriction", "role: Customer replies"));
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "#public\nthe line is switched off");
        sandbox.comment(ticket, "agent-mia", restrictedTo("Developers"));
        sandbox.comment(ticket, "agent-mia", restrictedTo("Customer replies"));

        assertThat(Sandbox.texts(restricted, ticket)).containsExactly("for Customer replies");
    }

    private static Map<String, Object> restrictedTo(String role) {
        return Map.of("body", Document.of("for " + role), "visibility", Map.of("type", "role", "value", role));
    }

    @Test
    void with_no_mark_at_all_nothing_leaves_a_software_project() {
        JiraDesk silent = desk(Map.of("public-line", ""));
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "#public\nwords");
        sandbox.comment(ticket, "agent-mia", "words");

        assertThat(Sandbox.texts(silent, ticket)).isEmpty();
    }

    @Test
    void a_comment_that_is_marked_later_comes_out_then_and_one_that_is_deleted_is_not_public_any_more() {
        Ticket ticket = opened();
        Source<Comment> source = desk.sources().get(0);
        String id = sandbox.comment(ticket, "agent-mia", "forgot the mark");
        Cursor cursor = Sandbox.readOn(source, Cursor.START);

        sandbox.edit(ticket, id, Map.of("body", Document.of("#public\nforgot the mark")));

        List<Comment> comments = source.poll(cursor).items();
        assertThat(comments).extracting(Comment::text).containsExactly("forgot the mark");
        assertThat(desk.publicNow(comments.get(0))).contains(comments.get(0));
        sandbox.as("agent-mia", "DELETE", Sandbox.API + "/issue/" + ticket.id() + "/comment/" + id, null);
        assertThat(desk.publicNow(comments.get(0))).isEmpty();
    }

    @Test
    void what_the_hub_wrote_under_another_user_is_no_answer_either() {
        JiraDesk service = serviceDesk(Map.of("messages-public", "true"));
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        service.append(ticket, messages.update(messages.entry("the customer again")));
        sandbox.comment(ticket, "agent-noah", "the answer");

        JiraDesk renamed = serviceDesk(Map.of("email", "agent-newhub@sandbox.example"));

        assertThat(Sandbox.texts(renamed, ticket)).containsExactly("the answer");
    }

    @Test
    void in_a_service_project_public_is_what_the_service_desk_says() {
        JiraDesk service = serviceDesk(Map.of());
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        service.append(ticket, messages.update(messages.entry("and more")));
        service.note(ticket, messages.note("published: https://social.example/a_b"));
        sandbox.say(ticket, "agent-mia", "inside", false);
        sandbox.comment(ticket, "agent-mia", "#public\nto the customer");
        sandbox.say(ticket, "customer-carl", "by a customer", true);

        assertThat(Sandbox.texts(service, ticket)).containsExactly("to the customer");
        List<JsonNode> comments = sandbox.comments(ticket);
        assertThat(comments)
                .extracting(comment -> comment.path("jsdPublic").asBoolean())
                .containsExactly(false, false, false, true, true);
        assertThat(DocumentText.of(comments.get(1).path("body"))).startsWith("published: https://social.example/a_b");
    }

    @Test
    void further_messages_of_the_customer_are_internal_unless_wanted_otherwise() {
        JiraDesk open = serviceDesk(Map.of("messages-public", "true"));
        Ticket ticket = open.open(messages.ticket(messages.entry("hello")));

        open.append(ticket, messages.update(messages.entry("and more")));

        assertThat(sandbox.comments(ticket).get(0).path("jsdPublic").asBoolean())
                .isTrue();
        assertThat(Sandbox.texts(open, ticket)).isEmpty();
    }

    @Test
    void an_issue_of_a_service_project_that_is_no_request_follows_the_mark_and_keeps_notes_inside() {
        JiraDesk service = desk(Map.of("project", "HELP"));
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        service.note(ticket, messages.note("published"));
        sandbox.comment(ticket, "agent-mia", "not marked");
        sandbox.comment(ticket, "agent-mia", "#public\nmarked");
        sandbox.comment(
                ticket,
                "agent-mia",
                Map.of(
                        "body",
                        Document.of("#public\nmarked and internal"),
                        "properties",
                        List.of(Map.of("key", "sd.public.comment", "value", Map.of("internal", true)))));

        assertThat(Sandbox.texts(service, ticket)).containsExactly("marked");
        assertThat(sandbox.comments(ticket).get(0).path("jsdPublic").asBoolean())
                .isFalse();
    }

    @Test
    void when_the_service_desk_cannot_be_asked_nothing_is_public() {
        JiraDesk service = serviceDesk(Map.of());
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        sandbox.comment(ticket, "agent-mia", "an answer");
        Comment comment = Sandbox.read(service, ticket).get(0);
        sandbox.server().fault(Map.of("path", "/sandbox/jira/rest/servicedeskapi", "kind", "STATUS", "status", 503));

        assertThatThrownBy(() -> service.publicNow(comment)).isInstanceOf(Failure.Unavailable.class);
        sandbox.server()
                .fault(Map.of(
                        "path",
                        "/sandbox/jira/rest/servicedeskapi",
                        "kind",
                        "STATUS",
                        "status",
                        200,
                        "body",
                        "{\"id\": \"" + comment.id().value() + "\"}"));
        assertThat(service.publicNow(comment)).as("Jira does not say whether").isEmpty();
        assertThat(service.publicNow(comment)).contains(comment);
    }

    @Test
    void a_note_that_jira_makes_public_is_taken_back_and_stops_the_account() {
        JiraDesk service = sandbox.desk(
                sandbox.settings(Sandbox.service()),
                call -> call.method().equals("POST") && call.uri().getPath().endsWith("/comment")
                        ? sandbox.server().http().exchange(publicly(call))
                        : sandbox.server().http().exchange(call),
                Clock.systemUTC());
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));

        assertThatThrownBy(() -> service.note(ticket, messages.note("inside")))
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("agent");
        assertThat(sandbox.comments(ticket)).isEmpty();
    }

    private static HttpCall publicly(HttpCall call) {
        String body = new String(call.body(), StandardCharsets.UTF_8).replace("\"public\":false", "\"public\":true");
        return new HttpCall(
                call.method(),
                call.uri(),
                call.effect(),
                call.headers(),
                call.contentType(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
