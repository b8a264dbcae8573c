package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.CapturedLog;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the hub's user may not do in its project. */
class PermissionsTest {
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
    void allowAll() {
        for (String key : Set.of(
                "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "ADD_COMMENTS", "MODIFY_REPORTER", "ADMINISTER")) {
            allow(key, true);
        }
    }

    private static void allow(String key, boolean allowed) {
        sandbox.server().call("POST", "/sandbox/jira/permissions", "", Map.of(key, allowed));
    }

    @Test
    void without_what_every_message_needs_the_account_says_so_before_one_comes() {
        assertThatCode(desk::check).doesNotThrowAnyException();
        allow("CREATE_ISSUES", false);
        allow("ADD_COMMENTS", false);
        assertThatThrownBy(desk::check)
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessage("Jira's project SOC does not give the hub's user the permissions \"Create issues\", \"Add"
                        + " comments\"; give it in the project's settings (Access or Permissions)");
        allow("ADD_COMMENTS", true);
        assertThatThrownBy(desk::check).hasMessageContaining("the permission \"Create issues\";");
    }

    @Test
    void without_the_right_to_edit_a_warning_names_it_once() {
        allow("EDIT_ISSUES", false);
        try (var log = new CapturedLog()) {
            desk.check();
            desk.check();
            assertThat(warnings(log)).singleElement().asString().contains("the permission \"Edit issues\": labels");
            allow("EDIT_ISSUES", true);
            desk.check();
            allow("EDIT_ISSUES", false);
            desk.check();
            assertThat(warnings(log)).hasSize(2);
        }
    }

    private static List<String> warnings(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("Jira's project"))
                .toList();
    }

    @Test
    void without_the_right_to_edit_messages_and_their_files_become_issues_all_the_same() {
        allow("EDIT_ISSUES", false);
        Entry entry = DeskMessages.entry(
                messages.message(DeskMessages.anna(), "hello")
                        .attachments(List.of(
                                Attachment.of(Attachment.Type.FILE, "ref").named("a.txt")))
                        .build(),
                (attachment, maxBytes) -> new Media("a.txt", "text/plain", new byte[] {65}));

        Ticket ticket = desk.open(messages.ticket(entry));

        JsonNode issue = sandbox.issue(ticket);
        assertThat(issue.at("/fields/description").toString()).contains("hello");
        assertThat(issue.at("/fields/attachment")).hasSize(1);
        assertThat(sandbox.comments(ticket)).singleElement().asString().contains("📎");
        assertThat(desk.append(ticket, messages.update(messages.entry("more"))).id())
                .isEqualTo(ticket.id());
        assertThatThrownBy(() -> desk.show(ticket, Set.of("a"), Optional.of("a")))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void without_the_right_to_set_reporters_requests_come_with_the_hubs_user_and_a_warning() {
        allow("MODIFY_REPORTER", false);
        assertOpensAsTheHub("Field 'reporter' cannot be set");
    }

    @Test
    void without_the_right_to_make_customers_requests_come_with_the_hubs_user_and_a_warning() {
        allow("ADMINISTER", false);
        assertOpensAsTheHub("makes no customer");
    }

    private void assertOpensAsTheHub(String warning) {
        var stranger = Author.unknown(messages.externalId()); // who is a customer already stays one
        try (var log = new CapturedLog()) {
            Ticket ticket = sandbox.serviceDesk().open(messages.ticket(messages.entry(stranger, "hello")));

            JsonNode issue = sandbox.issue(ticket);
            assertThat(issue.at("/fields/reporter/emailAddress").asText()).isEqualTo("hub@sandbox.example");
            assertThat(issue.at("/fields/description").toString()).contains("hello");
            assertThat(sandbox.filedUnder(messages.externalId())).hasSize(1);
            assertThat(log.lines()).anyMatch(line -> line.contains(warning));
        }
    }

    @Test
    void the_right_to_set_reporters_is_asked_for_only_where_customers_are_made() {
        allow("MODIFY_REPORTER", false);
        try (var log = new CapturedLog()) {
            desk.check();
            assertThat(warnings(log)).isEmpty();
            sandbox.serviceDesk().check();
            assertThat(warnings(log)).singleElement().asString().contains("\"Modify reporter\"", "customer-address");
        }
    }

    @Test
    void what_is_refused_for_something_else_is_not_opened_without_its_customer() {
        assertThatThrownBy(() -> sandbox.serviceDesk()
                        .open(messages.ticket("Subject", Map.of("priority", "Urgent"), messages.entry("hello"))))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("priority");
        assertThat(sandbox.filedUnder(messages.externalId())).isEmpty();
    }
}
