package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code com.atproto.repo}: records. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class RepoController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Records records;
    private final Notices notices;

    RepoController(Accounts accounts, Sessions sessions, Records records, Notices notices) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.records = records;
        this.notices = notices;
    }

    @PostMapping("/com.atproto.repo.createRecord")
    ObjectNode createRecord(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        Account account = writer(authorization, body);
        String rkey = body.path("rkey").asText(Tids.next());
        if (records.find(account.did(), body.path("collection").asText(), rkey).isPresent()) {
            throw XrpcError.of(500, "InternalServerError", "Internal Server Error");
        }
        return write(account, rkey, body);
    }

    @PostMapping("/com.atproto.repo.putRecord")
    ObjectNode putRecord(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        Account account = writer(authorization, body);
        if (body.path("rkey").asText().isEmpty()) {
            throw XrpcError.invalid("Input must have the property \"rkey\"");
        }
        return write(account, body.path("rkey").asText(), body);
    }

    private synchronized ObjectNode write(Account account, String rkey, JsonNode body) {
        if (!(body.path("record") instanceof ObjectNode record)) {
            throw XrpcError.invalid("Input must have the property \"record\"");
        }
        String collection = body.path("collection").asText();
        if (collection.equals(Stored.POST)) {
            TextRules.post(record);
        }
        Optional<Stored> old = records.find(account.did(), collection, rkey);
        Stored stored = records.put(account.did(), collection, rkey, record);
        ObjectNode answer = Views.object().put("uri", stored.uri()).put("cid", stored.cid());
        if (old.isEmpty() || !old.get().cid().equals(stored.cid())) {
            answer.putObject("commit").put("cid", Cids.of(answer)).put("rev", Tids.next());
        }
        if (old.isEmpty() && stored.isPost()) {
            notices.index(stored);
        }
        return answer.put("validationStatus", "valid");
    }

    @PostMapping("/com.atproto.repo.deleteRecord")
    ObjectNode deleteRecord(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        Account account = writer(authorization, body);
        records.delete(
                account.did(),
                body.path("collection").asText(),
                body.path("rkey").asText());
        ObjectNode answer = Views.object();
        answer.putObject("commit").put("cid", Cids.of(body)).put("rev", Tids.next());
        return answer;
    }

    @GetMapping("/com.atproto.repo.getRecord")
    ObjectNode getRecord(@RequestParam String repo, @RequestParam String collection, @RequestParam String rkey) {
        String did = accounts.find(repo).map(Account::did).orElse(repo);
        return records.find(did, collection, rkey)
                .map(RepoController::entry)
                .orElseThrow(() -> XrpcError.of(
                        400, "RecordNotFound", "Could not locate record: at://" + did + "/" + collection + "/" + rkey));
    }

    @GetMapping("/com.atproto.repo.listRecords")
    ObjectNode listRecords(
            @RequestParam String repo, @RequestParam String collection, @RequestParam(defaultValue = "50") int limit) {
        String did = accounts.find(repo).map(Account::did).orElse(repo);
        ObjectNode answer = Views.object();
        var list = answer.putArray("records");
        records.all(did, collection).stream()
                .sorted(Records.NEWEST_FIRST)
                .limit(limit)
                .forEach(stored -> list.add(entry(stored)));
        return answer;
    }

    private static ObjectNode entry(Stored stored) {
        ObjectNode entry = Views.object().put("uri", stored.uri()).put("cid", stored.cid());
        entry.set("value", stored.value());
        return entry;
    }

    private Account writer(String authorization, JsonNode body) {
        Account account = sessions.require(authorization).account();
        String repo = body.path("repo").asText();
        if (!repo.equals(account.did()) && !repo.equals(account.handle())) {
            throw XrpcError.unauthorized("AuthenticationRequired", "Authentication Required");
        }
        return account;
    }
}
