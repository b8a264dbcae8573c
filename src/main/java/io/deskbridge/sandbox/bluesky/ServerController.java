package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code com.atproto.server} and {@code com.atproto.identity}: sessions, and who is who. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class ServerController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final LoginBudget budget;

    ServerController(Accounts accounts, Sessions sessions, LoginBudget budget) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.budget = budget;
    }

    /** Any password is right but "wrong"; one that is "no-chat" was made without the right to direct messages. */
    @PostMapping("/com.atproto.server.createSession")
    ObjectNode createSession(@RequestBody JsonNode body) {
        String password = body.path("password").asText();
        if (password.isEmpty() || password.equals("wrong")) {
            throw XrpcError.unauthorized("AuthenticationRequired", "Invalid identifier or password");
        }
        Account account = accounts.open(body.path("identifier").asText());
        budget.spend(account.did());
        return tokens(sessions.begin(account, !password.equals("no-chat")));
    }

    @PostMapping("/com.atproto.server.refreshSession")
    ObjectNode refreshSession(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        return tokens(sessions.refresh(authorization));
    }

    @PostMapping("/com.atproto.server.deleteSession")
    void deleteSession(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        sessions.end(authorization);
    }

    @GetMapping("/com.atproto.server.getSession")
    ObjectNode getSession(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        return identity(sessions.require(authorization).account());
    }

    @GetMapping("/com.atproto.server.describeServer")
    Map<String, Object> describeServer() {
        return Map.of(
                "did",
                "did:web:sandbox.example",
                "availableUserDomains",
                new String[] {Accounts.DOMAIN},
                "inviteCodeRequired",
                false,
                "blobUploadLimit",
                Blobs.MAX_BYTES);
    }

    @GetMapping("/com.atproto.identity.resolveHandle")
    Map<String, String> resolveHandle(@RequestParam String handle) {
        return accounts.find(handle)
                .map(account -> Map.of("did", account.did()))
                .orElseThrow(() -> XrpcError.invalid("Unable to resolve handle"));
    }

    private static ObjectNode tokens(Sessions.Session session) {
        return identity(session.account()).put("accessJwt", session.access()).put("refreshJwt", session.refresh());
    }

    private static ObjectNode identity(Account account) {
        ObjectNode answer = Views.object()
                .put("did", account.did())
                .put("handle", account.handle())
                .put("emailConfirmed", false)
                .put("active", true);
        ObjectNode document = answer.putObject("didDoc").put("id", account.did());
        document.putArray("alsoKnownAs").add("at://" + account.handle());
        document.putArray("service")
                .addObject()
                .put("id", "#atproto_pds")
                .put("type", "AtprotoPersonalDataServer")
                .put("serviceEndpoint", EmbedViews.base());
        return answer;
    }
}
