package io.deskbridge.bench;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.core.Words;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code type: stub}: channels that read from {@link Stub}. They take no replies. */
final class StubChannelType implements ChannelType<StubChannelType.Settings> {
    /**
     * What such a channel is configured with.
     *
     * @param batch messages in one poll
     */
    public record Settings(URI url, @DefaultValue("100ms") Duration pace, @DefaultValue("500") int batch) {}

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Channel open(Settings settings, AccountContext context) {
        return new StubChannel(settings, context.name(), new Wire(context.http(), settings.url()));
    }

    private record StubChannel(Settings settings, String name, Wire wire) implements PolledChannel {
        @Override
        public ChannelContract contract() {
            var text = new ChannelContract.TextRule(1_000, new Words("characters", "Zeichen"), words -> words.length());
            return new ChannelContract(
                    "Stub",
                    Optional.of(text),
                    Optional.empty(),
                    ChannelContract.MediaRule.NONE,
                    Optional.empty(),
                    ChannelContract.Repeat.NONE,
                    ChannelContract.Repeat.NONE,
                    Duration.ofSeconds(1));
        }

        @Override
        public void check() {
            wire.get("/check", Map.of());
        }

        @Override
        public List<Source<Message>> sources() {
            return List.of(new Source<>() {
                @Override
                public String name() {
                    return "messages";
                }

                @Override
                public Duration pace() {
                    return settings.pace();
                }

                @Override
                public Batch<Message> poll(Cursor since) {
                    return wire.messages(StubChannel.this.name(), since, settings.batch());
                }
            });
        }

        @Override
        public Sent send(Reply reply, SendKey key) {
            throw new Failure.Rejected("the stub takes no replies");
        }

        @Override
        public Optional<Sent> find(Reply reply, SendKey key) {
            return Optional.empty();
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            throw new Failure.Rejected("the stub has no attachments");
        }
    }
}
