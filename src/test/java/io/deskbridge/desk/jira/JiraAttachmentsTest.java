package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.Trace;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JiraAttachmentsTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, '-', '-', 'x', 13, 10};
    static Sandbox sandbox;
    private final JiraDesk desk = sandbox.desk();
    private final DeskMessages messages = new DeskMessages();

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private Entry entry(Media.Source media, Attachment... attachments) {
        return DeskMessages.entry(
                messages.message(DeskMessages.anna(), "look")
                        .attachments(List.of(attachments))
                        .build(),
                media);
    }

    private Entry picture() {
        return entry(
                (attachment, max) -> new Media("cup \"ü\".png", "image/png", PNG),
                Attachment.of(Attachment.Type.IMAGE, "https://cdn.example/1").described("a broken cup"));
    }

    private static JsonNode files(Ticket ticket) {
        return sandbox.issue(ticket).at("/fields/attachment");
    }

    private static String description(Ticket ticket) {
        return DocumentText.of(sandbox.issue(ticket).at("/fields/description"));
    }

    private static void uploadsAnswer(int status) {
        nextUpload(Map.of("kind", "STATUS", "status", status));
    }

    /** Below an issue, the first POST of a write with files is an upload. */
    private static void nextUpload(Map<String, Object> fault) {
        var all = new HashMap<>(fault);
        all.put("method", "POST");
        all.put("path", "/sandbox/jira/rest/api/3/issue/");
        sandbox.server().fault(all);
    }

    @Test
    void the_bytes_of_an_attachment_hang_on_the_issue_and_the_description_names_them() {
        Ticket ticket = desk.open(messages.ticket(picture()));

        JsonNode file = files(ticket).get(0);
        assertThat(file.path("filename").asText()).endsWith("-cup _ü_.png");
        assertThat(file.path("mimeType").asText()).isEqualTo("image/png");
        assertThat(file.path("size").asInt()).isEqualTo(PNG.length);
        assertThat(description(ticket)).contains("📎 ").contains("a broken cup");
        assertThat(sandbox.issue(ticket).at("/properties/deskbridge").has("unfinished"))
                .isFalse();
    }

    @Test
    void an_issue_whose_files_did_not_all_arrive_is_gone_on_with_and_no_second_one_is_made() {
        Entry entry = entry(
                (attachment, max) -> new Media(attachment.reference().substring(20), "text/plain", PNG),
                Attachment.of(Attachment.Type.FILE, "https://cdn.example/one.txt"),
                Attachment.of(Attachment.Type.FILE, "https://cdn.example/two.txt"));
        // the first upload is done and its answer lost
        nextUpload(Map.of("kind", "DROP_ANSWER"));

        assertThatThrownBy(() -> desk.open(messages.ticket(entry)))
                .isInstanceOf(Failure.Uncertain.class)
                .hasMessageContaining("not all of its files");
        JiraDesk afterCrash = sandbox.desk();
        assertThat(afterCrash.find(messages.trace(entry)))
                .as("it does not stand there completely")
                .isEmpty();
        Ticket ticket = afterCrash.open(messages.ticket(entry));

        assertThat(sandbox.filedUnder(messages.externalId())).hasSize(1);
        assertThat(files(ticket))
                .extracting(file -> file.path("filename").asText().replaceAll("^.*-", ""))
                .containsExactly("one.txt", "two.txt");
        assertThat(afterCrash.find(messages.trace(entry)).map(Ticket::id)).contains(ticket.id());
    }

    @Test
    void an_attachment_that_cannot_be_had_becomes_a_line_with_its_address_and_the_reason() {
        Ticket ticket = desk.open(messages.ticket(entry(
                (attachment, max) -> {
                    throw attachment.reference().endsWith("gone")
                            ? new Failure.Rejected("it answered 404")
                            : new Failure.Unauthorized("the channel's token is gone");
                },
                Attachment.of(Attachment.Type.VIDEO, "https://cdn.example/gone"),
                Attachment.of(Attachment.Type.FILE, "https://cdn.example/private"),
                Attachment.of(Attachment.Type.LOCATION, "geo:48.2,16.37"))));

        assertThat(description(ticket))
                .contains("https://cdn.example/gone (it answered 404)")
                .contains("https://cdn.example/private (the channel's token is gone)")
                .contains("geo:48.2,16.37");
        assertThat(files(ticket)).isEmpty();
    }

    @Test
    void a_file_that_jira_refuses_becomes_a_line_and_one_that_it_cannot_take_now_comes_later() {
        uploadsAnswer(413);
        Ticket ticket = desk.open(messages.ticket(picture()));
        assertThat(description(ticket)).contains("https://cdn.example/1 (").contains("413");

        uploadsAnswer(503);
        Entry next = picture();
        assertThatThrownBy(() -> desk.append(ticket, messages.update(next))).isInstanceOf(Failure.Unavailable.class);
        assertThat(sandbox.comments(ticket)).isEmpty();
        desk.append(ticket, messages.update(next));
        assertThat(DocumentText.of(sandbox.comments(ticket).get(0).path("body")))
                .contains("📎 ");
        assertThat(files(ticket)).hasSize(1);
    }

    @Test
    void where_nobody_may_edit_a_description_a_comment_names_the_files() {
        sandbox.server()
                .fault(Map.of(
                        "method", "PUT", "path", "/sandbox/jira/rest/api/3/issue/", "kind", "STATUS", "status", 400));

        Ticket ticket = desk.open(messages.ticket(picture()));

        assertThat(files(ticket)).hasSize(1);
        assertThat(description(ticket)).doesNotContain("📎");
        assertThat(DocumentText.of(sandbox.comments(ticket).get(0).path("body")))
                .contains("📎");
    }

    @Test
    void a_message_that_is_far_too_long_keeps_all_words_in_a_file() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("a".repeat(40_000) + "the end")));
        assertThat(files(ticket).get(0).path("size").asInt()).isGreaterThan(40_000);
        assertThat(description(ticket)).endsWith("-message.txt");

        desk.append(ticket, messages.update(messages.entry("b".repeat(40_000)), messages.entry("c")));
        assertThat(files(ticket)).hasSize(2);
    }

    private record Hung(String id, String media) {}

    private Hung hang(Ticket ticket, String name, String content) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--b--\r\n";
        HttpCall call = HttpCall.write(
                        "POST",
                        URI.create(sandbox.base() + Sandbox.API + "/issue/" + ticket.id() + "/attachments"),
                        "multipart/form-data; boundary=b",
                        form.getBytes(StandardCharsets.UTF_8))
                .with("X-Atlassian-Token", "no-check")
                .with("Authorization", Sandbox.basic("agent-mia"));
        HttpAnswer answer = sandbox.server().http().exchange(call);
        JsonNode file = Json.tryRead(answer.body()).orElseThrow().get(0);
        return new Hung(file.path("id").asText(), file.path("sandboxMediaId").asText());
    }

    private static Map<String, Object> withFile(String words, String media, String name) {
        return Map.of(
                "body",
                Map.of(
                        "type",
                        "doc",
                        "version",
                        1,
                        "content",
                        List.of(
                                Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", words))),
                                Map.of(
                                        "type",
                                        "mediaSingle",
                                        "content",
                                        List.of(Map.of(
                                                "type",
                                                "media",
                                                "attrs",
                                                Map.of(
                                                        "type",
                                                        "file",
                                                        "id",
                                                        media,
                                                        "collection",
                                                        "",
                                                        "alt",
                                                        name)))))));
    }

    private Comment onlyComment(JiraDesk reader, Ticket ticket) {
        List<Comment> comments = Sandbox.read(reader, ticket);
        assertThat(comments).hasSize(1);
        return comments.get(0);
    }

    @Test
    void an_agents_file_is_fetched_and_is_what_its_bytes_say() {
        JiraDesk service = sandbox.serviceDesk();
        Ticket ticket = service.open(messages.ticket(messages.entry("hello")));
        Hung file = hang(ticket, "guide.txt", "How to glue a cup");
        hang(ticket, "guide.txt", "another file of that name");
        sandbox.comment(ticket, "agent-mia", withFile("see the guide", file.media(), "guide.txt"));

        Comment comment = onlyComment(service, ticket);
        assertThat(comment.text()).isEqualTo("see the guide");
        Attachment attachment = comment.attachments().get(0);
        Media media = service.fetch(attachment, 1_000);

        assertThat(attachment.reference()).endsWith("/rest/api/3/attachment/content/" + file.id());
        assertThat(media.name()).isEqualTo("guide.txt");
        assertThat(new String(media.bytes(), StandardCharsets.UTF_8)).isEqualTo("How to glue a cup");
        assertThat(media.mimeType()).startsWith("text/plain");
        assertThatThrownBy(() -> service.fetch(attachment, 3)).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void a_file_that_an_agent_deletes_from_the_issue_is_not_told_as_there_any_more() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        Hung file = hang(ticket, "guide.txt", "How to glue a cup");
        sandbox.comment(ticket, "agent-mia", withFile("#public", file.media(), "guide.txt"));
        String reference = onlyComment(desk, ticket).attachments().get(0).reference();
        assertThat(filesTold(ticket)).containsExactly(reference);

        sandbox.as("agent-mia", "DELETE", Sandbox.API + "/attachment/" + file.id(), null);

        assertThat(filesTold(ticket)).isEmpty();
    }

    private Set<String> filesTold(Ticket ticket) {
        return sandbox.desk().sources().get(0).poll(Cursor.START).news().stream()
                .filter(news -> news instanceof TicketNews.Wordings
                        && news.ticket().id().equals(ticket.id()))
                .map(TicketNews.Wordings.class::cast)
                .findFirst()
                .flatMap(TicketNews.Wordings::files)
                .orElseThrow();
    }

    @Test
    void a_file_of_which_jira_tells_only_the_name_is_found_by_it_and_an_unknown_one_is_told() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        Hung file = hang(ticket, "named.txt", "words");
        sandbox.comment(ticket, "agent-mia", withFile("#public", "not-rendered", "named.txt"));
        assertThat(onlyComment(desk, ticket).attachments().get(0).reference()).endsWith("/" + file.id());

        var other = new DeskMessages();
        Ticket strange = desk.open(other.ticket(other.entry("hello")));
        sandbox.comment(strange, "agent-mia", withFile("#public", "not-rendered", ""));
        Attachment unknown = onlyComment(desk, strange).attachments().get(0);
        assertThatThrownBy(() -> desk.fetch(unknown, 1_000))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("which of the issue's files");
    }

    @Test
    void files_that_were_hung_before_a_lost_comment_are_not_hung_twice() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        Entry entry = picture();
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/sandbox/jira/rest/api/3/issue/" + ticket.id() + "/comment",
                        "kind",
                        "STATUS",
                        "status",
                        500));
        assertThatThrownBy(() -> desk.append(ticket, messages.update(entry))).isInstanceOf(Failure.Uncertain.class);
        assertThat(desk.find(new Trace(messages.externalId(), Optional.of(ticket), entry.key())))
                .isEmpty();

        desk.append(ticket, messages.update(entry));

        assertThat(files(ticket)).hasSize(1);
        assertThat(sandbox.comments(ticket)).hasSize(1);
    }
}
