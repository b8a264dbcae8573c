package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Jira's JSON. A list that is not there at all is {@link Failure.Unreadable}; an item in it that makes no sense is
 * left out, so that it never holds up the others.
 */
final class JiraMessages {
    /** {@code 2026-01-17T12:34:00.000+0000}: the offset has no colon. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private static final Pattern ISSUE_OF_COMMENT = Pattern.compile("/issue/(\\d{1,19})/comment/");

    private JiraMessages() {}

    static Wire.Issue issue(JsonNode issue) {
        return oneIssue(issue).orElseThrow(() -> new Failure.Unreadable("Jira answered an issue without id"));
    }

    static Wire.Page<Wire.Issue> found(JsonNode answer) {
        return new Wire.Page<>(
                items(answer, "issues", JiraMessages::oneIssue),
                answer.path("isLast").asBoolean(false) ? Optional.empty() : text(answer, "nextPageToken"));
    }

    private static Optional<Wire.Issue> oneIssue(JsonNode issue) {
        JsonNode fields = issue.path("fields");
        JsonNode status = fields.path("status");
        return text(issue, "id")
                .map(id -> new Wire.Issue(
                        id,
                        issue.path("key").asText(id),
                        fields.path("project").path("projectTypeKey").asText("").equals("service_desk"),
                        status.path("name").asText(""),
                        status.path("statusCategory").path("key").asText("").equals("done"),
                        fields.path("reporter").path("accountId").asText(""),
                        fields.path("updated").asText(""),
                        list(fields.path("attachment"), JiraMessages::oneFile),
                        filed(issue.path("properties").path(Marks.PROPERTY))));
    }

    private static Optional<Wire.Filed> filed(JsonNode property) {
        return text(property, "conversation")
                .map(conversation -> new Wire.Filed(
                        conversation,
                        list(property.path("marks"), mark -> Optional.of(mark.asText(""))),
                        property.path("unfinished").asBoolean(false)));
    }

    /** Comments in Jira's order; the next page begins behind them as long as there are more. */
    static Wire.Page<Wire.Comment> comments(JsonNode answer) {
        int end = answer.path("startAt").asInt(0) + answer.path("comments").size();
        boolean more =
                !answer.path("comments").isEmpty() && end < answer.path("total").asInt(0);
        return new Wire.Page<>(
                items(answer, "comments", JiraMessages::oneComment),
                more ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    static List<Wire.Comment> commentsById(JsonNode answer) {
        return items(answer, "values", JiraMessages::oneComment);
    }

    static Wire.Comment comment(JsonNode answer) {
        return oneComment(answer).orElseThrow(() -> new Failure.Unreadable("Jira answered a comment without id"));
    }

    private static Optional<Wire.Comment> oneComment(JsonNode comment) {
        JsonNode isPublic = comment.path("jsdPublic");
        JsonNode restriction = comment.path("visibility");
        return text(comment, "id")
                .map(id -> new Wire.Comment(
                        id,
                        person(comment.path("author")),
                        comment.path("body"),
                        comment.path("renderedBody").asText(""),
                        time(comment.path("created")),
                        time(comment.path("updated")),
                        restriction.isMissingNode() || restriction.isNull()
                                ? Optional.empty()
                                // whatever it says, somebody must not read the comment
                                : Optional.of(text(restriction, "type").orElse("") + ":"
                                        + text(restriction, "value")
                                                .or(() -> text(restriction, "identifier"))
                                                .orElse("")),
                        isPublic.isBoolean() && !isPublic.booleanValue() || isInternal(comment.path("properties")),
                        marks(comment.path("properties"))));
    }

    /** Jira's own property, by which those who write comments by its API make them internal. */
    private static boolean isInternal(JsonNode properties) {
        for (JsonNode property : properties) {
            if (property.path("key").asText("").equals("sd.public.comment")
                    && property.path("value").path("internal").asBoolean(false)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<List<String>> marks(JsonNode properties) {
        for (JsonNode property : properties) {
            if (property.path("key").asText("").equals(Marks.PROPERTY)) {
                return Optional.of(list(property.path("value").path("marks"), mark -> Optional.of(mark.asText(""))));
            }
        }
        return Optional.empty();
    }

    /** Whether the service desk says in so many words that a comment is public. */
    static boolean isPublic(JsonNode comment) {
        JsonNode isPublic = comment.path("public");
        return isPublic.isBoolean() && isPublic.booleanValue();
    }

    static Wire.Person person(JsonNode user) {
        return new Wire.Person(
                user.path("accountId").asText(""),
                user.path("displayName").asText(""),
                user.path("accountType").asText(""));
    }

    static Optional<Wire.File> oneFile(JsonNode file) {
        return text(file, "id")
                .map(id -> new Wire.File(
                        id,
                        file.path("filename").asText(""),
                        text(file, "mimeType"),
                        file.path("size").asLong(0)));
    }

    /** The issue that a webhook call tells of. */
    static Optional<String> issueOfCall(JsonNode body) {
        Matcher self =
                ISSUE_OF_COMMENT.matcher(body.path("comment").path("self").asText(""));
        return text(body.path("issue"), "id")
                .or(() -> self.find() ? Optional.of(self.group(1)) : Optional.empty())
                // the id becomes part of a path, and the body of a call comes from outside
                .filter(id -> id.matches("\\d{1,19}"));
    }

    static <T> List<T> items(JsonNode answer, String list, Function<JsonNode, Optional<T>> read) {
        if (!answer.path(list).isArray()) {
            throw new Failure.Unreadable("Jira's answer has no list of " + list);
        }
        return list(answer.path(list), read);
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, Optional<T>> read) {
        var all = new ArrayList<T>();
        array.forEach(item -> read.apply(item).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** A text or number as text; empty when it is missing, null or blank. */
    static Optional<String> text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    static Optional<Instant> time(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(Instant.ofEpochMilli(value.longValue()));
        }
        return time(value.asText(""));
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException notTime) {
            return Optional.empty();
        }
    }
}
