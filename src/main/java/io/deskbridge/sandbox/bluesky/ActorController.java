package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code app.bsky.actor}: people. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class ActorController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Views views;

    ActorController(Accounts accounts, Sessions sessions, Views views) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.views = views;
    }

    @GetMapping("/app.bsky.actor.getProfile")
    ObjectNode getProfile(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam String actor) {
        Account account = accounts.find(actor).orElseThrow(() -> XrpcError.invalid("Profile not found"));
        return views.profile(account, sessions.viewer(authorization)).put("followersCount", 0);
    }

    @GetMapping("/app.bsky.actor.getProfiles")
    ObjectNode getProfiles(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam List<String> actors) {
        ObjectNode answer = Views.object();
        var profiles = answer.putArray("profiles");
        actors.stream()
                .flatMap(actor -> accounts.find(actor).stream())
                .forEach(account -> profiles.add(views.profile(account, sessions.viewer(authorization))));
        return answer;
    }
}
