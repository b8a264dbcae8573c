package io.deskbridge.contract;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.core.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Channels of type {@code fake} on a {@link FakeNetwork}. They are polled, and pushed to by a webhook call with the
 * header {@code X-Signature: good} and a body of lines {@code id|thread|text}.
 */
public final class FakeChannelType implements ChannelType<FakeChannelType.Settings> {
    private final FakeNetwork network;

    public FakeChannelType(FakeNetwork network) {
        this.network = network;
    }

    /** What a fake channel is configured with; nothing is needed. */
    public record Settings(
            @DefaultValue("20ms") Duration pace,
            @DefaultValue("50ms") Duration settle,
            @DefaultValue("280") int limit,
            @DefaultValue("LOOK_UP") ChannelContract.Repeat repeat,
            @DefaultValue("LOOK_UP") ChannelContract.Repeat directRepeat) {}

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Channel open(Settings settings, AccountContext context) {
        return new FakeChannel(settings, context, network);
    }

    /** A message of a fake channel, as a test writes it; the author is anna. */
    public static MessageBuilder message(String channel, String id, String thread, java.time.Instant sentAt) {
        return new MessageBuilder(channel, id, Kind.MENTION, thread, Author.unknown("anna"), sentAt);
    }

    private record FakeChannel(Settings settings, AccountContext context, FakeNetwork network)
            implements PolledChannel, PushedChannel {

        @Override
        public ChannelContract contract() {
            var text = new ChannelContract.TextRule(
                    settings.limit(), new Words("characters", "Zeichen"), words -> words.length());
            return new ChannelContract(
                    "Fake",
                    Optional.of(text),
                    Optional.of(text),
                    new ChannelContract.MediaRule(4, 1_000_000, Set.of("image/png")),
                    Optional.empty(),
                    settings.repeat(),
                    settings.directRepeat(),
                    settings.settle());
        }

        @Override
        public void check() {
            network.faulty().run("check", () -> true);
        }

        @Override
        public List<Source<Message>> sources() {
            return List.of(new Source<>() {
                @Override
                public String name() {
                    return "posts";
                }

                @Override
                public Duration pace() {
                    return settings.pace();
                }

                @Override
                public Batch<Message> poll(Cursor since) {
                    return network.faulty().run("poll", () -> {
                        int seen = since.isStart() ? 0 : Integer.parseInt(since.value());
                        List<Message> fresh = network.posts(context.name(), seen);
                        return fresh.isEmpty()
                                ? Batch.nothing(since)
                                : Batch.of(fresh, new Cursor(String.valueOf(seen + fresh.size())));
                    });
                }
            });
        }

        @Override
        public Receipt<Message> receive(WebhookCall call) {
            return network.faulty().run("receive", () -> {
                if (!call.header("x-signature").equals(Optional.of("good"))) {
                    return Receipt.answer(WebhookAnswer.FORBIDDEN);
                }
                if (call.method().equals("GET")) {
                    return Receipt.answer(WebhookAnswer.text(
                            "hello " + call.parameter("challenge").orElse("")));
                }
                var messages = new ArrayList<Message>();
                for (String line :
                        new String(call.body(), StandardCharsets.UTF_8).lines().toList()) {
                    String[] parts = line.split("\\|", 3);
                    messages.add(message(
                                    context.name(),
                                    parts[0],
                                    parts[1],
                                    context.clock().instant())
                            .text(parts[2])
                            .build());
                }
                return Receipt.of(messages);
            });
        }

        @Override
        public Sent send(Reply reply, SendKey key) {
            return network.faulty()
                    .run(
                            "send",
                            () -> network.publish(reply, key, context.clock().instant()));
        }

        @Override
        public Optional<Sent> find(Reply reply, SendKey key) {
            return network.faulty().run("find", () -> network.find(key));
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            return network.faulty().run("fetch", () -> new Media("fake.txt", "text/plain", new byte[] {1}));
        }
    }
}
