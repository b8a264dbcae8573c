package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.bluesky.Convos.Convo;
import io.deskbridge.sandbox.bluesky.Convos.Event;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code chat.bsky.convo}: direct messages, which a PDS passes on only when told to which service. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class ChatController {
    private static final String SERVICE = "did:web:api.bsky.chat#bsky_chat";
    private static final int PAGE = 100;

    private final Accounts accounts;
    private final Sessions sessions;
    private final Convos convos;
    private final Views views;

    ChatController(Accounts accounts, Sessions sessions, Convos convos, Views views) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.convos = convos;
        this.views = views;
    }

    @GetMapping("/chat.bsky.convo.getConvoForMembers")
    ObjectNode getConvoForMembers(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy,
            @RequestParam List<String> members) {
        Account me = member(authorization, proxy);
        String other = members.stream()
                .filter(did -> !did.equals(me.did()))
                .findFirst()
                .orElseThrow(() -> XrpcError.invalid("members must name somebody else"));
        ObjectNode answer = Views.object();
        answer.set("convo", view(convos.between(me.did(), accounts.get(other).did()), me));
        return answer;
    }

    @GetMapping("/chat.bsky.convo.listConvos")
    ObjectNode listConvos(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy) {
        Account me = member(authorization, proxy);
        ObjectNode answer = Views.object();
        var list = answer.putArray("convos");
        convos.of(me.did()).forEach(convo -> list.add(view(convo, me)));
        return answer;
    }

    @PostMapping("/chat.bsky.convo.sendMessage")
    ObjectNode sendMessage(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy,
            @RequestBody JsonNode body) {
        Account me = member(authorization, proxy);
        String text = body.at("/message/text").asText();
        TextRules.directMessage(text);
        return message(convos.say(convo(me, body.path("convoId").asText()), me.did(), text));
    }

    @PostMapping("/chat.bsky.convo.deleteMessageForSelf")
    ObjectNode deleteMessageForSelf(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy,
            @RequestBody JsonNode body) {
        Account me = member(authorization, proxy);
        return convos.takeBack(
                        convo(me, body.path("convoId").asText()),
                        body.path("messageId").asText())
                .map(ChatController::message)
                .orElseThrow(() -> XrpcError.invalid("Message not found"));
    }

    @GetMapping("/chat.bsky.convo.getMessages")
    ObjectNode getMessages(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy,
            @RequestParam String convoId,
            @RequestParam(defaultValue = "50") int limit) {
        Account me = member(authorization, proxy);
        List<Event> messages = convos.messages(convo(me, convoId));
        ObjectNode answer = Views.object();
        var list = answer.putArray("messages");
        for (int i = messages.size() - 1; i >= Math.max(0, messages.size() - limit); i--) {
            list.add(message(messages.get(i)));
        }
        return answer;
    }

    @GetMapping("/chat.bsky.convo.getLog")
    ObjectNode getLog(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "atproto-proxy", defaultValue = "") String proxy,
            @RequestParam(defaultValue = "") String cursor) {
        Account me = member(authorization, proxy);
        List<Event> page = convos.log(me.did(), cursor).stream().limit(PAGE).toList();
        ObjectNode answer = Views.object();
        var logs = answer.putArray("logs");
        for (Event event : page) {
            ObjectNode entry = logs.addObject()
                    .put("$type", "chat.bsky.convo.defs#" + (event.deleted() ? "logDeleteMessage" : "logCreateMessage"))
                    .put("rev", event.rev())
                    .put("convoId", event.convo().id());
            entry.set("message", message(event));
            entry.putArray("relatedProfiles").add(views.profile(accounts.get(event.sender()), Optional.of(me)));
        }
        return answer.put(
                "cursor", page.isEmpty() ? cursor : page.get(page.size() - 1).rev());
    }

    private Account member(String authorization, String proxy) {
        if (!proxy.equals(SERVICE)) {
            throw XrpcError.of(501, "MethodNotImplemented", "Method Not Implemented");
        }
        Sessions.Session session = sessions.require(authorization);
        if (!session.chat()) {
            throw XrpcError.of(400, "InvalidToken", "Bad token method");
        }
        return session.account();
    }

    private Convo convo(Account me, String id) {
        return convos.find(id, me.did()).orElseThrow(() -> XrpcError.of(400, "InvalidConvo", "Convo not found"));
    }

    private ObjectNode view(Convo convo, Account me) {
        ObjectNode view =
                Views.object().put("id", convo.id()).put("muted", false).put("unreadCount", 0);
        var members = view.putArray("members");
        convo.members().forEach(did -> members.add(views.profile(accounts.get(did), Optional.of(me))));
        List<Event> messages = convos.messages(convo);
        return view.put(
                "rev",
                messages.isEmpty()
                        ? convo.id()
                        : messages.get(messages.size() - 1).rev());
    }

    static ObjectNode message(Event event) {
        ObjectNode view = Views.object()
                .put("$type", "chat.bsky.convo.defs#" + (event.deleted() ? "deletedMessageView" : "messageView"))
                .put("id", event.messageId())
                .put("rev", event.rev());
        if (!event.deleted()) {
            view.put("text", event.text());
        }
        view.putObject("sender").put("did", event.sender());
        return view.put("sentAt", event.sentAt().toString());
    }
}
