package io.deskbridge.desk.jira;

import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.http.JsonApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the REST API v3 about comments. Read from an issue itself they are what they are now. */
final class CommentApi {
    private static final String ISSUE = "/rest/api/3/issue/";
    private static final int PAGE = 100;

    private final Calls calls;

    CommentApi(Calls calls) {
        this.calls = calls;
    }

    /** All comments of an issue, newest first. */
    List<Wire.Comment> all(String issue) {
        return Calls.all(page -> page(issue, page), "comments of issue " + issue);
    }

    /** One page of an issue's comments, newest first, and what they look like as HTML. */
    Wire.Page<Wire.Comment> page(String issue, Optional<String> page) {
        return JiraMessages.comments(calls.read(
                ISSUE + issue + "/comment",
                Map.of(
                        "orderBy",
                        "-created",
                        "maxResults",
                        String.valueOf(PAGE),
                        "startAt",
                        page.orElse("0"),
                        "expand",
                        "renderedBody")));
    }

    /** Comments with their properties; those that are gone are left out. */
    List<Wire.Comment> withProperties(List<String> ids) {
        List<Long> numbers = ids.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .toList();
        var all = new ArrayList<Wire.Comment>();
        for (int from = 0; from < numbers.size(); from += PAGE) {
            List<Long> some = numbers.subList(from, Math.min(from + PAGE, numbers.size()));
            all.addAll(JiraMessages.commentsById(
                    calls.post("/rest/api/3/comment/list?expand=properties", Map.of("ids", some), Effect.READ)));
        }
        return all;
    }

    Wire.Comment get(String issue, String id) {
        return JiraMessages.comment(
                calls.read(ISSUE + issue + "/comment/" + JsonApi.encode(id), Map.of("expand", "renderedBody")));
    }

    void add(String issue, Map<String, Object> document, List<Map<String, Object>> properties) {
        calls.post(ISSUE + issue + "/comment", Map.of("body", document, "properties", properties), Effect.WRITE);
    }

    void delete(String issue, String id) {
        calls.delete(ISSUE + issue + "/comment/" + JsonApi.encode(id));
    }
}
