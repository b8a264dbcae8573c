package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the real network does not offer: a look at everything for the playground, and things that happen on demand. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky")
class PlaygroundController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Records records;
    private final Notices notices;
    private final Convos convos;
    private final LoginBudget budget;

    PlaygroundController(
            Accounts accounts, Sessions sessions, Records records, Notices notices, Convos convos, LoginBudget budget) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.records = records;
        this.notices = notices;
        this.convos = convos;
        this.budget = budget;
    }

    /** The newest posts of everybody, newest first. */
    @GetMapping("/timeline")
    ObjectNode timeline(@RequestParam(defaultValue = "50") int limit) {
        ObjectNode answer = Views.object();
        var posts = answer.putArray("posts");
        records.posts().stream().limit(limit).forEach(post -> {
            ObjectNode view = posts.addObject()
                    .put("uri", post.uri())
                    .put("cid", post.cid())
                    .put("author", accounts.get(post.did()).handle())
                    .put("text", post.value().path("text").asText())
                    .put("parent", post.parent())
                    .put("root", post.root().isEmpty() ? post.uri() : post.root())
                    .put("at", post.indexedAt().toString());
            var images = view.putArray("images");
            for (JsonNode image : post.value().at("/embed/images")) {
                images.addObject()
                        .put("url", EmbedViews.blob(post.did(), image.path("image")))
                        .put("alt", image.path("alt").asText());
            }
        });
        return answer;
    }

    /** Somebody's private conversations, each with its messages, oldest first. */
    @GetMapping("/dms")
    ObjectNode directMessages(@RequestParam String user) {
        Account me = accounts.open(user);
        ObjectNode answer = Views.object();
        var list = answer.putArray("convos");
        for (Convos.Convo convo : convos.of(me.did())) {
            ObjectNode view = list.addObject().put("id", convo.id());
            var with = view.putArray("members");
            convo.members().forEach(did -> with.add(accounts.get(did).handle()));
            var messages = view.putArray("messages");
            convos.messages(convo)
                    .forEach(event -> messages.add(ChatController.message(event)
                            .put("author", accounts.get(event.sender()).handle())));
        }
        return answer;
    }

    /** Makes an account's access tokens too old; with {@code "refresh": true} its refresh tokens, too. */
    @PostMapping("/expire")
    Map<String, Integer> expire(@RequestBody JsonNode body) {
        Account account = accounts.open(body.path("handle").asText());
        int expired = sessions.expire(account);
        if (body.path("refresh").asBoolean()) {
            sessions.revoke(account);
        }
        return Map.of("expired", expired);
    }

    /** The next posts make no notification: the race of the real AppView, on demand. */
    @PostMapping("/silence")
    Map<String, Integer> silence(@RequestBody JsonNode body) {
        int posts = body.path("posts").asInt(1);
        notices.beSilent(posts);
        return Map.of("posts", posts);
    }

    /** How many logins in five minutes an account has; 0 for any number. */
    @PostMapping("/login-limit")
    Map<String, Integer> loginLimit(@RequestBody JsonNode body) {
        int logins = body.path("logins").asInt(0);
        budget.limit(logins);
        return Map.of("logins", logins);
    }
}
