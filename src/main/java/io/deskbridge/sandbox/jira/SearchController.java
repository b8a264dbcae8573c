package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The search. As in the real one, what was written shows up only after a while; {@code POST /sandbox/jira/index} with
 * {@code {"lagMillis": 5000}} says after how long, and with {@code {"stopped": true}} nothing new does until the next such
 * call.
 */
@RestController
@SandboxPart
class SearchController {
    private final Site site;
    private final People people;
    private volatile Duration lag;
    private volatile Instant stopped = Instant.MAX;

    private record Found(Issue.Indexed known, long id, Map<String, @Nullable Object> view) {}

    SearchController(Site site, People people, @Value("${deskbridge.sandbox.jira.index-lag:500ms}") Duration lag) {
        this.site = site;
        this.people = people;
        this.lag = lag;
    }

    @PostMapping(Paths.ROOT + "/index")
    void lag(@RequestBody JsonNode body) {
        lag = Duration.ofMillis(body.path("lagMillis").asLong(500));
        stopped = body.path("stopped").asBoolean(false) ? Instant.now() : Instant.MAX;
    }

    @PostMapping(Paths.API + "/search/jql")
    Map<String, Object> search(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody JsonNode query) {
        Person caller = people.caller(authorization);
        Jql jql = Jql.of(query.path("jql").asText(""));
        Instant now = Instant.now();
        List<String> fields = strings(query.path("fields"));
        List<String> properties = strings(query.path("properties"));
        List<Found> found = new ArrayList<>(site.list(issue -> known(issue, now)
                .filter(known -> jql.matches(issue, known, caller, now))
                .map(known -> new Found(known, issue.id, view(issue, known, fields, properties)))));
        found.sort(order(jql));
        int from = offset(query.path("nextPageToken").asText(""));
        int to = Math.min(
                found.size(),
                from + Math.max(1, Math.min(query.path("maxResults").asInt(50), 5000)));
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "issues",
                found.subList(Math.min(from, to), to).stream().map(Found::view).toList());
        answer.put("isLast", to == found.size());
        if (to < found.size()) {
            answer.put("nextPageToken", "page-" + to);
        }
        return answer;
    }

    private static Comparator<Found> order(Jql jql) {
        Comparator<Found> order = jql.orderBy().equals("updated")
                ? Comparator.comparing((Found one) -> one.known().updated())
                : Comparator.comparingLong(Found::id);
        return jql.descending() ? order.reversed() : order;
    }

    /** What the index knows of the issue by now. */
    private Optional<Issue.Indexed> known(Issue issue, Instant now) {
        Instant until = now.isBefore(stopped) ? now.minus(lag) : stopped;
        return issue.index.stream().filter(known -> !known.at().isAfter(until)).reduce((older, newer) -> newer);
    }

    private static Map<String, @Nullable Object> view(
            Issue issue, Issue.Indexed known, List<String> fields, List<String> properties) {
        Map<String, @Nullable Object> view = Views.issue(issue, fields, properties);
        if (view.get("fields") instanceof Map<?, ?> shown) {
            var old = new LinkedHashMap<Object, @Nullable Object>(shown);
            old.computeIfPresent("updated", (name, value) -> Views.time(known.updated()));
            view.put("fields", old);
        }
        return view;
    }

    static List<String> strings(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(item -> all.add(item.asText()));
        return all;
    }

    private static int offset(String token) {
        try {
            return token.isEmpty() ? 0 : Integer.parseInt(token.substring("page-".length()));
        } catch (RuntimeException e) {
            throw Refusal.general(400, "The nextPageToken is not valid.");
        }
    }
}
