package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Source;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** More issues change within an hour than the cursor remembers one by one. */
class ManyIssuesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Pattern MINUTES = Pattern.compile("updated >= -(\\d+)m");

    private final SettableClock clock = new SettableClock(NOON);
    /** When each changed. */
    private final Map<Integer, Instant> issues = new TreeMap<>();
    /** The agent's answer in some of them. */
    private final Map<Integer, Instant> answers = new HashMap<>();

    private final Source<Comment> source = new JiraDesk(
                    SettingsTest.valid(),
                    new AccountContext("jira", this::answer, new MemoryTokens(), clock),
                    new GuardedFetch(SandboxServer.LIMITS, Set.of()),
                    Duration.ofSeconds(1))
            .sources()
            .get(0);
    private Cursor cursor = source.poll(Cursor.START).next();

    /** One every second: of a minute, with which each search begins, more than are read at once. */
    private void changeAll(int count) {
        for (int id = 1; id <= count; id++) {
            clock.advance(Duration.ofSeconds(1));
            issues.put(id, clock.instant());
        }
    }

    /** Polls as long as more is to be read at once. */
    private List<Comment> readOn() {
        var comments = new ArrayList<Comment>();
        boolean more = true;
        for (int polls = 0; more; polls++) {
            assertThat(polls).as("polls at once").isLessThan(80);
            var batch = source.poll(cursor);
            comments.addAll(batch.items());
            cursor = batch.next();
            more = batch.more();
        }
        return comments;
    }

    private void answered(int issue) {
        clock.advance(Duration.ofSeconds(10));
        answers.put(issue, clock.instant());
        issues.put(issue, clock.instant());
        clock.advance(Duration.ofSeconds(10));
    }

    @Test
    void an_answer_in_the_last_of_them_is_found_without_a_webhook_and_then_there_is_nothing_more() {
        changeAll(1_100);
        assertThat(readOn()).isEmpty();
        answered(1_100);

        assertThat(readOn()).extracting(comment -> comment.ticket().id()).containsExactly("1100");
        assertThat(readOn()).isEmpty();
        assertThat(source.poll(cursor).next()).isEqualTo(cursor);
        assertThat(cursor.value().length()).isLessThan(120_000);
    }

    @Test
    void an_answer_in_the_first_of_them_is_found_though_it_is_not_remembered_any_more() {
        changeAll(1_100);
        assertThat(readOn()).isEmpty();
        answered(1);

        assertThat(readOn()).extracting(comment -> comment.ticket().id()).containsExactly("1");
        assertThat(readOn()).isEmpty();
    }

    @Test
    void what_the_index_learns_late_is_read_though_much_changed_since() {
        changeAll(1_100);
        // within the minutes that each search looks back, whatever is remembered
        Instant late = clock.instant().minus(Duration.ofMinutes(5));
        for (int id = 1_101; id <= 2_200; id++) {
            issues.put(id, clock.instant());
        }
        assertThat(readOn()).isEmpty();
        issues.put(3_000, late);
        answers.put(3_000, late);

        assertThat(readOn()).extracting(comment -> comment.ticket().id()).containsExactly("3000");
    }

    @Test
    void thousands_that_changed_in_one_minute_are_all_read() {
        for (int id = 1; id <= 3_300; id++) {
            issues.put(id, clock.instant().plusMillis(id));
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(readOn()).isEmpty();
        answered(3_300);

        assertThat(readOn()).extracting(comment -> comment.ticket().id()).containsExactly("3300");
    }

    @Test
    void a_cursor_of_old_is_read_on() {
        changeAll(3);
        readOn();
        cursor = new Cursor(cursor.value().replaceFirst(",\"readBefore\":\\d+", ""));
        assertThat(cursor.value()).doesNotContain("readBefore");
        assertThat(SearchCursor.read(cursor, Instant.EPOCH).seen()).containsOnlyKeys("1", "2", "3");
        answered(2);

        assertThat(readOn()).extracting(comment -> comment.ticket().id()).containsExactly("2");
    }

    private HttpAnswer answer(HttpCall call) {
        String path = call.uri().getPath();
        String body = new String(call.body(), StandardCharsets.UTF_8);
        return switch (path) {
            case "/rest/api/3/myself" -> found(Json.MAPPER.createObjectNode().put("accountId", "hub"));
            case "/rest/api/3/search/jql" -> found(search(body));
            case "/rest/api/3/comment/list" -> found(withProperties());
            default -> found(comments(Integer.parseInt(path.replaceAll("\\D*/3/issue/(\\d+)/comment", "$1"))));
        };
    }

    private ObjectNode search(String body) {
        Matcher minutes = MINUTES.matcher(body);
        assertThat(minutes.find()).isTrue();
        Instant from = clock.instant().minus(Duration.ofMinutes(Long.parseLong(minutes.group(1))));
        List<Map.Entry<Integer, Instant>> all = issues.entrySet().stream()
                .filter(issue -> !issue.getValue().isBefore(from))
                .sorted(Map.Entry.comparingByValue())
                .toList();
        Matcher token = Pattern.compile("\"nextPageToken\":\"(\\d+)\"").matcher(body);
        int start = token.find() ? Integer.parseInt(token.group(1)) : 0;
        int end = Math.min(all.size(), start + 100);
        ObjectNode page = Json.MAPPER.createObjectNode().put("isLast", end == all.size());
        if (end < all.size()) {
            page.put("nextPageToken", String.valueOf(end));
        }
        ArrayNode list = page.putArray("issues");
        all.subList(start, end).forEach(issue -> list.add(issue(issue.getKey(), issue.getValue())));
        return page;
    }

    private static ObjectNode issue(int id, Instant updated) {
        ObjectNode issue =
                Json.MAPPER.createObjectNode().put("id", String.valueOf(id)).put("key", "SOC-" + id);
        ObjectNode fields = issue.putObject("fields").put("updated", time(updated));
        fields.putObject("project").put("key", "SOC").put("projectTypeKey", "software");
        issue.putObject("properties")
                .putObject("deskbridge")
                .put("conversation", "shop:" + id)
                .putArray("marks");
        return issue;
    }

    private ObjectNode comments(int issue) {
        ObjectNode page = Json.MAPPER.createObjectNode().put("startAt", 0);
        ArrayNode list = page.putArray("comments");
        if (answers.containsKey(issue)) {
            list.add(comment(issue));
        }
        return page.put("total", list.size());
    }

    private ObjectNode withProperties() {
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode list = page.putArray("values");
        answers.keySet().forEach(issue -> list.add(comment(issue).set("properties", Json.MAPPER.createArrayNode())));
        return page;
    }

    private ObjectNode comment(int issue) {
        String at = time(answers.getOrDefault(issue, NOON));
        ObjectNode comment = Json.MAPPER
                .createObjectNode()
                .put("id", String.valueOf(10_000 + issue))
                .put("created", at)
                .put("updated", at);
        comment.putObject("author").put("accountId", "mia").put("accountType", "atlassian");
        comment.set("body", Json.MAPPER.valueToTree(Document.of("#public\nIt ships today.")));
        return comment;
    }

    private static String time(Instant at) {
        return at.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z").replace("Z", "+0000");
    }

    private static HttpAnswer found(ObjectNode json) {
        return new HttpAnswer(200, Map.of(), Json.bytes(json));
    }
}
