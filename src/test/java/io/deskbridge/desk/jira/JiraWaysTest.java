package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.core.Comment;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All ways in which a comment of an issue can come about, in {@code ways-software.json} and {@code ways-service.json}, and
 * through which doors each may leave.
 */
class JiraWaysTest {
    private static JsonNode ways(String project) {
        try (var stream = JiraWaysTest.class.getResourceAsStream("ways-" + project + ".json")) {
            return Json.MAPPER.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Arguments> rows(String list) {
        return Stream.of("software", "service").flatMap(project -> StreamSupport.stream(
                        ways(project).path(list).spliterator(), false)
                .map(row -> Arguments.of(project, Named.of(row.path("way").asText(), row))));
    }

    static Stream<Arguments> answers() {
        return rows("answers");
    }

    static Stream<Arguments> inside() {
        return rows("inside");
    }

    private static String id(JsonNode row) {
        return row.at("/comment/id").asText();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_agents_answer_leaves_through_each_door_without_its_mark(String project, JsonNode row) {
        var doors = new OneIssue(project, List.of(row));

        assertThat(doors.polled()).containsExactly(id(row));
        assertThat(doors.pushed()).containsExactly(id(row));
        assertThat(doors.publicNow(id(row)).map(Comment::text)).contains("Yes.");
    }

    @ParameterizedTest
    @MethodSource("inside")
    void what_is_no_answer_of_an_agent_leaves_through_none(String project, JsonNode row) {
        var doors = new OneIssue(project, List.of(row));

        assertThat(doors.polled()).isEmpty();
        assertThat(doors.pushed()).isEmpty();
        assertThat(doors.publicNow(id(row))).isEmpty();
    }

    /** What the agent is told, by the ways that plainly were meant for the customer; of all others nothing. */
    private static final Map<String, String> TOLD = Map.ofEntries(
            Map.entry("mark in the middle", "#public does not stand alone"),
            Map.entry("mark at the end", "#public does not stand alone"),
            Map.entry("mark before words on the first line", "#public does not stand alone"),
            Map.entry("mark and nothing else", "there are no words in it"),
            Map.entry("mark in a quote of an earlier answer", "quoted: "),
            Map.entry("mark in a quote, on a line", "quoted: "),
            Map.entry("mark in a panel", "quoted: "),
            Map.entry("mark in a code block", "quoted: "),
            Map.entry("mark in an expand", "quoted: "),
            Map.entry("mark in a table", "quoted: "),
            Map.entry("mark in a block that nobody knows yet", "quoted: "),
            Map.entry("restricted to a role", "restricted"),
            Map.entry("restricted to a group", "restricted"),
            Map.entry("restricted to a group that is named by its id only", "restricted"),
            Map.entry("restricted in a way that nobody knows yet", "restricted"),
            Map.entry("restricted in a way that says nothing", "restricted"),
            Map.entry("restricted with an empty name", "restricted"),
            Map.entry("internal, though marked", "for Jira it is not public"),
            Map.entry("internal by its property, though marked", "for Jira it is not public"),
            Map.entry("internal note, though marked", "for Jira it is not public"),
            Map.entry("the service desk does not say, and marked", "for Jira it is not public"),
            Map.entry("no request, marked and internal", "for Jira it is not public"),
            Map.entry("no request, marked and internal by its property", "for Jira it is not public"),
            Map.entry("no request, marked and restricted", "restricted"),
            Map.entry("no words at all", "there are no words in it"));

    @ParameterizedTest
    @MethodSource("inside")
    void of_what_was_plainly_meant_for_the_customer_the_agent_is_told_why_it_stays(String project, JsonNode row) {
        String way = row.path("way").asText();
        var doors = new OneIssue(project, List.of(row));
        boolean told = TOLD.containsKey(way) && !(project.equals("software") && way.equals("no words at all"));

        assertThat(doors.told()).as(way).hasSize(told ? 1 : 0).allMatch(why -> why.contains(TOLD.get(way)));
        if (told) {
            assertThat(doors.notes()).as("no second hint").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void of_what_leaves_nothing_is_told(String project, JsonNode row) {
        assertThat(new OneIssue(project, List.of(row)).told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"software", "service"})
    void beside_all_others_the_answers_leave_and_nothing_else(String project) {
        var all = new ArrayList<JsonNode>();
        var answers = new ArrayList<String>();
        ways(project).path("inside").forEach(all::add);
        ways(project).path("answers").forEach(row -> {
            all.add(row);
            answers.add(id(row));
        });

        assertThat(new OneIssue(project, all).polled()).containsExactlyInAnyOrderElementsOf(answers);
        assertThat(new OneIssue(project, all).pushed()).containsExactlyInAnyOrderElementsOf(answers);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void of_which_jira_does_not_tell_who_wrote_it_nothing_leaves(String project, JsonNode row) {
        ObjectNode unlisted = row.deepCopy();
        unlisted.putNull("properties");
        var doors = new OneIssue(project, List.of(unlisted));

        assertThat(doors.polled()).isEmpty();
        assertThat(doors.publicNow(id(row))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_is_deleted_is_not_public_any_more(String project, JsonNode row) {
        assertThat(new OneIssue(project, List.of()).publicNow(id(row))).isEmpty();
    }
}
