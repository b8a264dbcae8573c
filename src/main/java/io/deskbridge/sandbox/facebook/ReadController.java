package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.Fields;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the Graph API shows. */
@RestController("sandboxFacebookReadController")
@GraphPart
@RequestMapping("/sandbox/facebook")
class ReadController {
    private final World world;
    private final Views views;

    ReadController(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{id}")
    ObjectNode one(
            @PathVariable String id, @RequestParam(defaultValue = "") String fields, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        if (id.equals("me") || id.equals(caller.id())) {
            return Views.who(caller);
        }
        Node node = world.get(id).orElseThrow(() -> GraphProblem.unknown(id));
        return views.node(node, Fields.of(fields), root(request));
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{id}/comments")
    ObjectNode comments(@PathVariable String id, @RequestParam Map<String, String> query, HttpServletRequest request) {
        Credentials.caller(request);
        Node node = world.get(id).orElseThrow(() -> GraphProblem.unknown(id));
        return views.comments(node, asked(query), request.getRequestURI(), from(query));
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{page}/{edge:feed|tagged|ads_posts|ratings}")
    ObjectNode list(
            @PathVariable String page,
            @PathVariable String edge,
            @RequestParam Map<String, String> query,
            HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        if (!caller.isPage() || !caller.id().equals(page)) {
            throw GraphProblem.permission("the token is not that page's");
        }
        return views.page(world.all(wanted(edge, caller)), asked(query), request.getRequestURI(), from(query));
    }

    private static Predicate<Node> wanted(String edge, Who page) {
        return switch (edge) {
            case "ratings" ->
                node -> node.kind() == Node.Kind.RATING && node.place().equals(page);
            case "ads_posts" ->
                node -> node.kind() == Node.Kind.POST
                        && node.ad()
                        && node.place().equals(page);
            case "tagged" ->
                node -> node.kind() == Node.Kind.POST && !node.place().equals(page) && Views.names(node, page);
            default ->
                node -> node.kind() == Node.Kind.POST
                        && !node.ad()
                        && node.place().equals(page);
        };
    }

    @GetMapping("/media/{id}")
    ResponseEntity<byte[]> bytes(@PathVariable String id) {
        return world.picture(id)
                .map(picture -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(picture.mimeType()))
                        .cacheControl(CacheControl.noCache())
                        .header("X-Content-Type-Options", "nosniff")
                        .body(picture.bytes()))
                .orElse(ResponseEntity.notFound().build());
    }

    private static Fields asked(Map<String, String> query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String name : new String[] {"filter", "order", "limit"}) {
            if (query.containsKey(name)) {
                parameters.put(name, query.get(name));
            }
        }
        return new Fields(
                parameters, Fields.of(query.getOrDefault("fields", "")).below());
    }

    private static int from(Map<String, String> query) {
        String after = query.getOrDefault("after", "0");
        if (!after.matches("\\d{1,9}")) {
            throw GraphProblem.parameter("after is no cursor");
        }
        return Integer.parseInt(after);
    }

    private static String root(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("(/sandbox/facebook/v[^/]+)/.*", "$1");
    }
}
