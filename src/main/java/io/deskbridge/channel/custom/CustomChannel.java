package io.deskbridge.channel.custom;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.RelayedChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.GuardedFetch;
import java.util.Optional;
import java.util.Set;

/** A channel whose replies an outbox route sends. Nobody can ask what became of one that broke off: a person decides. */
final class CustomChannel implements RelayedChannel {
    private static final int MOST_ATTACHMENTS = 10;
    /** As many as a reply in JSON has in all its files; a mail has fewer. */
    private static final long MOST_BYTES = 20_000_000;

    private final ChannelContract contract;
    private final GuardedFetch fetch;
    private volatile Relay relay;

    CustomChannel(CustomSettings settings, String name, GuardedFetch fetch) {
        var text = new TextRule(
                settings.textLimit(),
                new Words("characters", "Zeichen"),
                words -> words.codePointCount(0, words.length()));
        this.contract = new ChannelContract(
                settings.network(),
                Optional.of(text),
                Optional.of(text),
                new MediaRule(MOST_ATTACHMENTS, MOST_BYTES, Set.of()),
                Optional.empty(),
                settings.idempotent() ? Repeat.HARMLESS : Repeat.NONE,
                settings.idempotent() ? Repeat.HARMLESS : Repeat.NONE,
                settings.settle());
        this.fetch = fetch;
        this.relay = (reply, key) -> {
            throw new Failure.Unavailable("no route takes replies from outbox:" + name);
        };
    }

    @Override
    public ChannelContract contract() {
        return contract;
    }

    /** There is nothing to ask: what the routes around it reach, they say themselves. */
    @Override
    public void check() {}

    @Override
    public void relay(Relay other) {
        relay = other;
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return relay.send(reply, key);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        throw new Failure.Rejected("a custom channel cannot be asked what stands on it");
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return fetch.fetch(attachment, maxBytes);
    }
}
