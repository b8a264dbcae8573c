package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Posts and people as the AppView shows them to somebody. */
@Component
@SandboxPart
class Views {
    private final Accounts accounts;
    private final Records records;
    private final EmbedViews embeds;

    Views(Accounts accounts, Records records, EmbedViews embeds) {
        this.accounts = accounts;
        this.records = records;
        this.embeds = embeds;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode profile(Account account, Optional<Account> viewer) {
        ObjectNode view = object().put("did", account.did())
                .put("handle", account.handle())
                .put("displayName", account.displayName());
        ObjectNode state = view.putObject("viewer").put("muted", false);
        state.put("blockedBy", viewer.map(other -> blocks(account, other)).orElse(false));
        viewer.filter(other -> blocks(other, account))
                .ifPresent(other -> state.put("blocking", "at://" + other.did() + "/app.bsky.graph.block/self"));
        view.putArray("labels");
        return view;
    }

    ObjectNode post(Stored post, Optional<Account> viewer) {
        ObjectNode view = object().put("uri", post.uri()).put("cid", post.cid());
        view.set("author", profile(accounts.get(post.did()), viewer));
        view.set("record", post.value());
        embeds.of(post, author -> profile(accounts.get(author), viewer)).ifPresent(embed -> view.set("embed", embed));
        view.put("bookmarkCount", 0)
                .put("replyCount", records.answers(post.uri()).size());
        view.put("repostCount", 0).put("likeCount", 0).put("quoteCount", 0);
        view.put("indexedAt", post.sortedAt().toString());
        ObjectNode state = view.putObject("viewer").put("threadMuted", false).put("embeddingDisabled", false);
        if (viewer.isPresent() && repliesDisabled(post, viewer.get())) {
            state.put("replyDisabled", true);
        }
        view.putArray("labels");
        return view;
    }

    private boolean blocks(Account blocker, Account blocked) {
        return records.all(blocker.did(), "app.bsky.graph.block").stream()
                .anyMatch(block -> block.value().path("subject").asText().equals(blocked.did()));
    }

    /** A thread gate lies under the root's record key in the root author's repository; an empty list lets nobody reply. */
    private boolean repliesDisabled(Stored post, Account viewer) {
        String root = post.root().isEmpty() ? post.uri() : post.root();
        String[] parts = root.split("/");
        return parts.length == 5
                && !viewer.did().equals(parts[2])
                && records.find(parts[2], "app.bsky.feed.threadgate", parts[4])
                        .map(gate -> gate.value().path("allow").isArray()
                                && gate.value().path("allow").isEmpty())
                        .orElse(false);
    }
}
