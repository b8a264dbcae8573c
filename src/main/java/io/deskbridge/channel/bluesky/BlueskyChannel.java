package io.deskbridge.channel.bluesky;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.http.GuardedFetch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account on Bluesky. */
final class BlueskyChannel implements PolledChannel, RetractingChannel {
    private final BlueskySettings settings;
    private final Duration settle;
    private final PublicFiles files;
    private final Xrpc xrpc;
    private final PostWriter posts;
    private final DirectWriter direct;
    private final List<Source<Message>> sources;

    BlueskyChannel(BlueskySettings settings, AccountContext context, GuardedFetch fetch, Duration settle) {
        this.settings = settings;
        this.settle = settle;
        xrpc = new Xrpc(new Sessions(settings, context), context);
        files = new PublicFiles(fetch, xrpc);
        var chat = new Chat(xrpc);
        posts = new PostWriter(settings, xrpc);
        direct = new DirectWriter(xrpc, chat);
        var reader = new Reader(context.name(), xrpc);
        var all = new ArrayList<Source<Message>>();
        all.add(new NotificationSource(settings, xrpc, reader, context.clock()));
        if (settings.threads()) {
            all.add(new ThreadSource(settings, xrpc, reader, context.clock()));
        }
        if (settings.chat()) {
            all.add(new DirectSource(settings, xrpc, chat, context.name(), context.clock()));
        }
        sources = List.copyOf(all);
    }

    @Override
    public ChannelContract contract() {
        var contract = new ChannelContract(
                "Bluesky",
                Optional.of(TextLength.POST),
                settings.chat() ? Optional.of(TextLength.DIRECT) : Optional.empty(),
                new MediaRule(PostWriter.MAX_IMAGES, PostWriter.MAX_IMAGE_BYTES, PostWriter.IMAGE_TYPES),
                Optional.empty(),
                Repeat.HARMLESS,
                Repeat.LOOK_UP,
                settle);
        // readers see replies of one author to himself as one thread
        return contract.inPrivate(MediaRule.NONE).inThreads(Set.of(Kind.values()));
    }

    @Override
    public void check() {
        xrpc.query("com.atproto.server.getSession", Map.of());
    }

    @Override
    public List<Source<Message>> sources() {
        return sources;
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return reply.inReplyTo().kind() == Kind.DIRECT ? direct.send(reply, key) : posts.send(reply, key);
    }

    @Override
    public void retract(Message inReplyTo, String sentId) {
        posts.delete(sentId);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        return reply.inReplyTo().kind() == Kind.DIRECT ? direct.find(reply, key) : posts.find(key);
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return files.fetch(attachment, maxBytes);
    }
}
