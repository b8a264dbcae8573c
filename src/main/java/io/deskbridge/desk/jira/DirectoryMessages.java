package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what Jira says about users, fields, transitions and request types. */
final class DirectoryMessages {
    private DirectoryMessages() {}

    static Wire.Person me(JsonNode answer) {
        Wire.Person me = JiraMessages.person(answer);
        if (me.id().isEmpty()) {
            throw new Failure.Unreadable("Jira answered a user without accountId");
        }
        return me;
    }

    /** Account ids with the addresses that Jira shows of them. */
    static List<Wire.Named> people(JsonNode list) {
        return JiraMessages.list(list, user -> JiraMessages.text(user, "accountId")
                .map(id -> new Wire.Named(id, user.path("emailAddress").asText(""), "")));
    }

    static Wire.Page<Wire.Named> values(JsonNode answer, Function<JsonNode, Optional<Wire.Named>> read) {
        int end = answer.path("start").asInt(0) + answer.path("values").size();
        return new Wire.Page<>(
                JiraMessages.items(answer, "values", read),
                answer.path("isLastPage").asBoolean(true) ? Optional.empty() : Optional.of(String.valueOf(end)));
    }

    static Optional<Wire.Named> requestType(JsonNode type) {
        return JiraMessages.text(type, "id")
                .map(id -> new Wire.Named(
                        id,
                        type.path("name").asText(""),
                        type.path("issueTypeId").asText("")));
    }

    static List<Wire.Transition> transitions(JsonNode answer) {
        return JiraMessages.items(answer, "transitions", transition -> JiraMessages.text(transition, "id")
                .filter(id -> transition.path("isAvailable").asBoolean(true))
                .map(id -> new Wire.Transition(
                        id,
                        transition.path("name").asText(""),
                        transition.path("to").path("name").asText(""),
                        transition
                                .path("to")
                                .path("statusCategory")
                                .path("key")
                                .asText("")
                                .equals("done"))));
    }

    static List<Wire.Field> fields(JsonNode answer) {
        return JiraMessages.list(answer, field -> JiraMessages.text(field, "id")
                .map(id -> new Wire.Field(
                        id,
                        field.path("name").asText(""),
                        field.path("schema").path("type").asText(""),
                        field.path("schema").path("items").asText(""),
                        field.path("schema").path("custom").asText(""))));
    }
}
