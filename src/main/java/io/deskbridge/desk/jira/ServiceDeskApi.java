package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.http.JsonApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the service desk API that the hub makes; only it knows what customers see. */
final class ServiceDeskApi {
    private static final String ROOT = "/rest/servicedeskapi";
    private static final String PAGE = "50";

    private final Calls calls;
    private final CommentApi comments;

    ServiceDeskApi(Calls calls, CommentApi comments) {
        this.calls = calls;
        this.comments = comments;
    }

    /**
     * Whether customers see the comment.
     *
     * @return empty when there is no such request, or no such comment of it
     */
    Optional<Boolean> isPublic(String issue, String comment) {
        try {
            return Optional.of(JiraMessages.isPublic(
                    calls.read(ROOT + "/request/" + issue + "/comment/" + JsonApi.encode(comment), Map.of())));
        } catch (Failure.Rejected noRequest) {
            return Optional.empty();
        }
    }

    /**
     * Adds an internal comment.
     *
     * @param markup wiki markup
     * @throws Failure.Rejected when the issue is no customer request
     */
    void note(String issue, String markup) {
        JsonNode made = calls.post(
                ROOT + "/request/" + issue + "/comment", Map.of("body", markup, "public", false), Effect.WRITE);
        if (JiraMessages.isPublic(made)) {
            comments.delete(issue, made.path("id").asText(""));
            throw new Failure.Unauthorized("Jira made a public comment of an internal one in " + issue
                    + ", which was deleted; the hub's user must be an agent of the service project, not its customer");
        }
    }

    List<Wire.Named> requestTypes(String project) {
        return Calls.all(
                page -> DirectoryMessages.values(
                        calls.read(
                                ROOT + "/servicedesk/" + JsonApi.encode(project) + "/requesttype",
                                Map.of("start", page.orElse("0"), "limit", PAGE)),
                        DirectoryMessages::requestType),
                "request types");
    }

    /** The customers of a service project whose address or name is like that. */
    List<Wire.Named> customersLike(String project, String address) {
        return DirectoryMessages.people(calls.read(
                        ROOT + "/servicedesk/" + JsonApi.encode(project) + "/customer",
                        Map.of("query", address, "limit", PAGE))
                .path("values"));
    }

    /**
     * Makes a customer account.
     *
     * @return its account id
     * @throws Failure.Rejected when there is an account with that address
     */
    String createCustomer(String address, String name) {
        // an address names one account: a second attempt is refused
        JsonNode made =
                calls.post(ROOT + "/customer", Map.of("email", address, "displayName", name), Effect.REPEATABLE_WRITE);
        return JiraMessages.text(made, "accountId")
                .orElseThrow(() -> new Failure.Unreadable("Jira answered a customer without accountId"));
    }

    void addCustomer(String project, String accountId) {
        calls.post(
                ROOT + "/servicedesk/" + JsonApi.encode(project) + "/customer",
                Map.of("accountIds", List.of(accountId)),
                Effect.REPEATABLE_WRITE);
    }
}
