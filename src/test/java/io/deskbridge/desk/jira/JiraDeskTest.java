package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.Note;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JiraDeskTest {
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
    void an_issue_carries_what_the_route_says() {
        Ticket ticket = desk.open(messages.ticket(
                "Anna: parcel",
                Map.of(
                        "type", "Bug",
                        "priority", "High",
                        "labels", "x, social media",
                        "field.Channel", "X",
                        "field.customfield_10051", "42",
                        "field.10052", "angry",
                        "field.Story", "once <b>upon</b>"),
                messages.entry("hello")));

        JsonNode fields = sandbox.issue(ticket).path("fields");
        assertThat(fields.at("/project/key").asText()).isEqualTo("SOC");
        assertThat(fields.at("/issuetype/name").asText()).isEqualTo("Bug");
        assertThat(fields.at("/priority/name").asText()).isEqualTo("High");
        assertThat(fields.path("labels"))
                .extracting(JsonNode::asText)
                .containsExactly("deskbridge", Filing.label(messages.externalId()), "x", "social_media");
        assertThat(fields.path("customfield_10050").asText()).isEqualTo("X");
        assertThat(fields.path("customfield_10051").asInt()).isEqualTo(42);
        assertThat(fields.at("/customfield_10052/value").asText()).isEqualTo("angry");
        assertThat(DocumentText.of(fields.path("customfield_10053"))).isEqualTo("once <b>upon</b>");
        assertThat(ticket.url())
                .contains(URI.create(sandbox.base() + "/browse/"
                        + sandbox.issue(ticket).path("key").asText()));
    }

    @Test
    void what_jira_does_not_know_is_rejected_with_its_own_words() {
        assertRejected(Map.of("priority", "Urgent"), "priority");
        assertRejected(Map.of("project", "NOPE"), "valid project");
        assertRejected(Map.of("type", "Epos"), "issue type");
        assertRejected(Map.of("field.Nonsense", "1"), "no field \"Nonsense\"");
        assertRejected(Map.of("field.Followers", "many"), "takes a number");
        assertRejected(Map.of("project", "HELP", "request-type", "Complaint"), "\"Ask a question\", \"Social media\"");
    }

    private void assertRejected(Map<String, String> options, String words) {
        assertThatThrownBy(() -> desk.open(messages.ticket("Subject", options, messages.entry("hello"))))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining(words);
    }

    @Test
    void an_issue_made_in_the_dark_is_found_once_the_index_knows_it_and_the_contract_waits_for_that() {
        JiraDesk patient = desk(Map.of("index-lag", "60s"));
        assertThat(patient.contract().settle()).isGreaterThan(Duration.ofSeconds(60));
        sandbox.lag(600_000);
        Entry entry = messages.entry("made in the dark");
        sandbox.server()
                .fault(Map.of("method", "POST", "path", "/sandbox/jira/rest/api/3/issue", "kind", "DROP_ANSWER"));

        assertThatThrownBy(() -> desk.open(messages.ticket(entry))).isInstanceOf(Failure.Uncertain.class);

        sandbox.lag(0);
        assertThat(desk.find(messages.trace(entry))).isPresent();
        assertThat(sandbox.filedUnder(messages.externalId())).hasSize(1);
    }

    @Test
    void even_an_issue_that_the_index_does_not_know_is_found_beside_those_that_it_knows() {
        var before = new DeskMessages();
        desk.open(before.ticket(before.entry("known to the index")));
        sandbox.stopIndex();
        Entry entry = messages.entry("in the dark");
        sandbox.server()
                .fault(Map.of("method", "POST", "path", "/sandbox/jira/rest/api/3/issue", "kind", "DROP_ANSWER"));
        assertThatThrownBy(() -> desk.open(messages.ticket(entry))).isInstanceOf(Failure.Uncertain.class);

        String made =
                sandbox.filedUnder(messages.externalId()).get(0).path("id").asText();
        assertThat(desk.find(messages.trace(entry)).map(Ticket::id)).contains(made);
        assertThat(desk(Map.of("project", "HELP")).find(messages.trace(entry)).map(Ticket::id))
                .as("a route may have named another project")
                .contains(made);
        assertThat(desk.find(messages.trace(messages.entry("another")))).isEmpty();
    }

    @Test
    void comments_are_found_in_the_issue_itself_however_far_the_index_lags() {
        Ticket ticket = opened();
        sandbox.lag(600_000);
        Entry entry = messages.entry("appended");
        var note = messages.note("noted");

        desk.append(ticket, messages.update(entry));
        desk.note(ticket, note);

        for (String key : List.of(entry.key(), note.key())) {
            assertThat(desk.find(new Trace(messages.externalId(), Optional.of(ticket), key)))
                    .isPresent();
        }
        assertThat(desk.find(new Trace(messages.externalId(), Optional.of(ticket), "another")))
                .isEmpty();
    }

    @Test
    void a_tag_is_a_label_beside_the_others_once() {
        Ticket ticket = opened();
        List<String> before = labels(ticket);

        desk.tag(ticket, "published");
        desk.tag(ticket, "published");

        assertThat(labels(ticket)).containsAll(before).contains("published").hasSize(before.size() + 1);
    }

    private List<String> labels(Ticket ticket) {
        var labels = new ArrayList<String>();
        sandbox.issue(ticket).at("/fields/labels").forEach(label -> labels.add(label.asText()));
        return labels;
    }

    @Test
    void a_label_alone_proves_nothing() {
        Ticket ticket = opened();
        Entry other = new DeskMessages().entry("other");
        sandbox.as(
                "agent-mia",
                "PUT",
                Sandbox.API + "/issue/" + ticket.id(),
                Map.of("fields", Map.of("labels", List.of(Filing.label("deskbridge:acme-x:elsewhere")))));

        assertThat(desk.find(new Trace("deskbridge:acme-x:elsewhere", Optional.empty(), other.key())))
                .isEmpty();
    }

    @Test
    void a_request_of_a_service_project_has_its_author_as_customer_and_keeps_him() {
        JiraDesk service = serviceDesk(Map.of());
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        JsonNode reporter = sandbox.issue(ticket).at("/fields/reporter");

        assertThat(reporter.path("displayName").asText()).isEqualTo("Anna Ångström (@anna)");
        assertThat(reporter.path("accountType").asText()).isEqualTo("customer");
        assertThat(reporter.path("emailAddress").asText()).matches("social\\+[0-9a-f]{16}@customers\\.example");
        var later = new DeskMessages();
        Ticket next = serviceDesk(Map.of()).open(later.ticket(later.entry("again")));
        assertThat(sandbox.issue(next).at("/fields/reporter/accountId")).isEqualTo(reporter.path("accountId"));
        assertThat(sandbox.issue(ticket).at("/fields/customfield_10010").asText())
                .isEqualTo("22");
    }

    @Test
    void a_message_of_the_customer_reopens_an_issue_that_is_done() {
        Ticket ticket = opened();
        sandbox.move(ticket, "Done");

        desk.append(ticket, messages.update(messages.entry("not solved")));

        assertThat(sandbox.status(ticket)).isEqualTo("To Do");
        sandbox.move(ticket, "In Progress");
        desk.append(ticket, messages.update(messages.entry("thanks")));
        assertThat(sandbox.status(ticket)).isEqualTo("In Progress");
    }

    @Test
    void how_it_is_reopened_is_a_setting_and_the_message_never_waits_for_it() {
        Ticket ticket = opened();
        sandbox.move(ticket, "Done");
        desk(Map.of("reopen", "none")).append(ticket, messages.update(messages.entry("one")));
        desk(Map.of("reopen", "No such way")).append(ticket, messages.update(messages.entry("two")));
        assertThat(sandbox.status(ticket)).isEqualTo("Done");
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/sandbox/jira/rest/api/3/issue/" + ticket.id() + "/transitions",
                        "kind",
                        "STATUS",
                        "status",
                        400));
        desk.append(ticket, messages.update(messages.entry("three")));
        assertThat(sandbox.status(ticket)).isEqualTo("Done");
        assertThat(sandbox.comments(ticket)).hasSize(3);

        desk(Map.of("reopen", "to do")).append(ticket, messages.update(messages.entry("four")));

        assertThat(sandbox.status(ticket)).isEqualTo("To Do");
    }

    @Test
    void a_request_that_waits_for_the_customer_goes_back_to_the_agents() {
        JiraDesk service = serviceDesk(Map.of("reopen", "Waiting for support", "reopen-from", "Waiting for customer"));
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        sandbox.move(ticket, "Waiting for customer");

        service.append(ticket, messages.update(messages.entry("here I am")));

        assertThat(sandbox.status(ticket)).isEqualTo("Waiting for support");
    }

    @Test
    void after_an_issue_was_deleted_another_one_goes_on() {
        Ticket ticket = opened();
        sandbox.as("agent-mia", "DELETE", Sandbox.API + "/issue/" + ticket.id(), null);
        Entry entry = messages.entry("hello again");

        Ticket next = desk.append(ticket, messages.update(entry));

        assertThat(next.id()).isNotEqualTo(ticket.id());
        assertThat(desk.find(new Trace(messages.externalId(), Optional.of(ticket), entry.key()))
                        .map(Ticket::id))
                .contains(next.id());
        assertThatThrownBy(() -> desk.note(ticket, messages.note("note"))).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void where_what_is_closed_takes_no_comments_another_issue_goes_on_from_it() {
        Ticket ticket = opened();
        sandbox.move(ticket, "Done");
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/sandbox/jira/rest/api/3/issue/" + ticket.id() + "/comment",
                        "kind",
                        "STATUS",
                        "status",
                        400));

        Ticket next = desk(Map.of("reopen", "none")).append(ticket, messages.update(messages.entry("still broken")));

        assertThat(next.id()).isNotEqualTo(ticket.id());
        assertThat(DocumentText.of(sandbox.issue(next).at("/fields/description")))
                .contains("still broken")
                .contains(ticket.url().orElseThrow().toString());
    }

    @Test
    void an_issue_whose_labels_agents_took_away_is_read_all_the_same() {
        Ticket ticket = opened();
        sandbox.as(
                "agent-mia",
                "PUT",
                Sandbox.API + "/issue/" + ticket.id(),
                Map.of("fields", Map.of("labels", List.of())));
        sandbox.comment(ticket, "agent-mia", "#public\nthe answer");

        assertThat(Sandbox.texts(desk, ticket)).containsExactly("the answer");
    }

    @Test
    void issues_that_the_hub_did_not_make_are_not_read() {
        JsonNode made = sandbox.as(
                "hub",
                "POST",
                Sandbox.API + "/issue",
                Map.of(
                        "fields",
                        Map.of(
                                "project", Map.of("key", "SOC"),
                                "issuetype", Map.of("name", "Task"),
                                "summary", "by hand",
                                "labels", List.of("deskbridge"),
                                "description", Document.of("by hand"))));
        var ticket = new Ticket("jira", made.path("id").asText(), Optional.empty());
        sandbox.comment(ticket, "agent-mia", "#public\nfor nobody");

        assertThat(Sandbox.texts(desk, ticket)).isEmpty();
    }

    @Test
    void what_the_index_learns_late_is_read_late_and_not_lost() {
        Ticket ticket = opened();
        Source<Comment> source = desk.sources().get(0);
        Cursor cursor = Sandbox.readOn(source, Cursor.START);
        sandbox.lag(600_000);
        sandbox.comment(ticket, "agent-mia", "#public\nlate");

        var before = source.poll(cursor);
        assertThat(before.items()).isEmpty();
        sandbox.lag(0);
        assertThat(source.poll(before.next()).items()).extracting(Comment::text).containsExactly("late");
    }

    @Test
    void an_issue_that_cannot_be_read_holds_up_no_other_and_is_tried_again() {
        Source<Comment> source = desk.sources().get(0);
        Cursor cursor = Sandbox.readOn(source, Cursor.START);
        Ticket broken = opened();
        sandbox.comment(broken, "agent-mia", "#public\nfrom the broken one");
        var other = new DeskMessages();
        Ticket sound = desk.open(other.ticket(other.entry("hello")));
        sandbox.comment(sound, "agent-mia", "#public\nfrom the sound one");
        sandbox.server()
                .fault(Map.of(
                        "path",
                        "/sandbox/jira/rest/api/3/issue/" + broken.id() + "/comment",
                        "kind",
                        "STATUS",
                        "status",
                        500));

        var first = source.poll(cursor);
        var second = source.poll(first.next());

        assertThat(first.items()).extracting(Comment::text).containsExactly("from the sound one");
        assertThat(second.items()).extracting(Comment::text).containsExactly("from the broken one");
        assertThat(source.poll(second.next()).items()).isEmpty();
    }

    @Test
    void half_an_answer_after_a_write_is_uncertain_and_after_a_read_unreadable() {
        Ticket ticket = opened();
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/sandbox/jira/rest/api/3/issue/" + ticket.id() + "/comment",
                        "kind",
                        "MALFORMED"));
        assertThatThrownBy(() -> desk.note(ticket, messages.note("note"))).isInstanceOf(Failure.Uncertain.class);

        sandbox.server().fault(Map.of("method", "GET", "path", "/sandbox/jira", "kind", "MALFORMED"));
        assertThatThrownBy(desk::check).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void a_project_that_the_hubs_user_does_not_see_stops_the_account_with_its_name() {
        assertThatThrownBy(() -> desk(Map.of("project", "NOPE")).check())
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("NOPE");
        // to such a user the issue seems to be gone; that is no reason to make another one
        assertThatThrownBy(() -> desk(Map.of("project", "NOPE"))
                        .append(
                                new Ticket("jira", "99999999", Optional.empty()),
                                messages.update(messages.entry("hello"))))
                .isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void an_author_who_has_an_account_but_is_no_customer_of_the_project_becomes_one() {
        String code = Marks.sha256("acme-x\n90210").substring(0, 16);
        String account = sandbox.as(
                        "agent-mia",
                        "POST",
                        Sandbox.DESK + "/customer",
                        Map.of("email", "social+" + code + "@customers.example", "displayName", "Known before"))
                .path("accountId")
                .asText();

        Ticket ticket = serviceDesk(Map.of())
                .open(messages.ticket(messages.entry(DeskMessages.author("90210", "ben", "Ben"), "hello")));

        assertThat(sandbox.issue(ticket).at("/fields/reporter/accountId").asText())
                .isEqualTo(account);
    }

    @Test
    void an_answer_without_an_issue_is_uncertain() {
        JiraDesk strange =
                new Sandboxless(call -> new HttpAnswer(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8))).desk();

        assertThatThrownBy(() -> strange.open(messages.ticket(messages.entry("hello"))))
                .isInstanceOf(Failure.Uncertain.class);
        assertThatThrownBy(() -> strange.sources().get(0).poll(Cursor.START)).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void a_very_long_note_is_cut_and_still_found() {
        JiraDesk service = serviceDesk(Map.of());
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        var note = new Note("note/long", "{x} ".repeat(10_000));

        service.note(ticket, note);

        assertThat(service.find(new Trace(messages.externalId(), Optional.of(ticket), note.key())))
                .isPresent();
        assertThat(sandbox.comments(ticket)).hasSize(1);
    }
}
