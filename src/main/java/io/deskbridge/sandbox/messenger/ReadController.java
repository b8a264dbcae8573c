package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.Fields;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the Graph API shows of a page's inbox. */
@RestController("sandboxMessengerReadController")
@GraphPart
@RequestMapping("/sandbox/messenger")
class ReadController {
    private static final int PAGE = 25;
    private static final Set<String> OF_ONE_CALL = Set.of("after", "access_token", "appsecret_proof");

    private final World world;
    private final Views views;

    ReadController(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    /** A page, a person, a conversation or a message. */
    @GetMapping("/{version:v\\d+\\.\\d+}/{id}")
    ObjectNode one(
            @PathVariable String id, @RequestParam(defaultValue = "") String fields, HttpServletRequest request) {
        String page = Pages.caller(request);
        if (id.equals("me") || id.equals(page)) {
            return JsonNodeFactory.instance.objectNode().put("id", page).put("name", Pages.name(page));
        }
        if (id.startsWith("m_")) {
            Said said = world.said(id)
                    .filter(message -> message.person().page().equals(page))
                    .orElseThrow(() -> GraphProblem.unknown(id));
            return views.message(said, Fields.of(fields));
        }
        Person person = world.known(page, id.replaceFirst("^t_", "")).orElseThrow(() -> GraphProblem.unknown(id));
        return id.startsWith("t_") ? views.conversation(person, Fields.of(fields)) : Views.profile(person);
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{page}/conversations")
    ObjectNode conversations(
            @PathVariable String page, @RequestParam Map<String, String> query, HttpServletRequest request) {
        String caller = Pages.itself(page, request);
        if (!query.getOrDefault("platform", "messenger").equals("messenger")) {
            throw GraphProblem.parameter("platform must be messenger");
        }
        List<Person> people = world.conversations(caller).stream()
                .filter(person -> query.getOrDefault("user_id", person.id()).equals(person.id()))
                .toList();
        int from = number(query, "after", 0);
        int limit = Math.max(1, Math.min(100, number(query, "limit", PAGE)));
        Fields fields = Fields.of(query.getOrDefault("fields", ""));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var data = answer.putArray("data");
        people.stream().skip(from).limit(limit).forEach(person -> data.add(views.conversation(person, fields)));
        if (people.size() > from + limit) {
            answer.putObject("paging")
                    .put("next", next(request, query, from + limit))
                    .putObject("cursors")
                    .put("after", String.valueOf(from + limit));
        }
        return answer;
    }

    private static int number(Map<String, String> query, String name, int otherwise) {
        String value = query.getOrDefault(name, String.valueOf(otherwise));
        if (!value.matches("\\d{1,9}")) {
            throw GraphProblem.parameter(name + " is no number");
        }
        return Integer.parseInt(value);
    }

    /** The same query a little further on; the token stands in it, as at Meta. */
    private static String next(HttpServletRequest request, Map<String, String> query, int after) {
        var next = ServletUriComponentsBuilder.fromCurrentContextPath().path(request.getRequestURI());
        query.keySet().stream()
                .filter(name -> !OF_ONE_CALL.contains(name))
                .forEach(name -> next.queryParam(name, "{" + name + "}"));
        return next.queryParam("after", after)
                .queryParam("access_token", "the-token-stands-here")
                .encode()
                .buildAndExpand(query)
                .toUriString();
    }

    /** The address is all that is needed, as at Meta. */
    @GetMapping("/files/{id}")
    ResponseEntity<byte[]> bytes(@PathVariable String id) {
        return world.medium(id)
                .map(medium -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(medium.mimeType()))
                        .cacheControl(CacheControl.noCache())
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", "sandbox")
                        .body(medium.bytes()))
                .orElse(ResponseEntity.notFound().build());
    }
}
