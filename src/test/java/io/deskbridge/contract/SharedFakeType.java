package io.deskbridge.contract;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
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
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.core.Source;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Channels of type {@code shared}, which are told of news at their app's address: the header {@code X-Signature} carries
 * the secret, and the body lines {@code account|id|thread|text}; a text of {@code fail} cannot be read.
 */
public final class SharedFakeType implements ChannelType<SharedFakeType.Settings> {
    /** Which app a channel belongs to, and which of its accounts it is. */
    public record Settings(
            @DefaultValue("acme") String app,
            @DefaultValue("secret") Secret secret,
            @DefaultValue("") String account) {}

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Channel open(Settings settings, AccountContext context) {
        return new Fake(settings, context);
    }

    private record Fake(Settings settings, AccountContext context) implements SharedChannel, PolledChannel {
        @Override
        public Optional<App> app() {
            return settings.secret().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new App(settings.app(), List.of(settings.secret())));
        }

        @Override
        public Receipt<Message> receive(WebhookCall call) {
            if (!call.header("X-Signature").equals(Optional.of(settings.secret().reveal()))) {
                return Receipt.answer(WebhookAnswer.FORBIDDEN);
            }
            if (call.method().equals("GET")) {
                return Receipt.answer(WebhookAnswer.text("hello from " + context.name()));
            }
            return Receipt.of(lines(call)
                    .filter(line -> line[0].equals(settings.account()))
                    .map(this::message)
                    .toList());
        }

        private Message message(String[] line) {
            if (line[3].equals("fail")) {
                throw new Failure.Unavailable("a look-up failed");
            }
            return FakeChannelType.message(
                            context.name(), line[1], line[2], context.clock().instant())
                    .text(line[3])
                    .build();
        }

        @Override
        public Addressees addressees(WebhookCall call) {
            Set<String> all = lines(call).map(line -> "account " + line[0]).collect(Collectors.toSet());
            String own = "account " + settings.account();
            return new Addressees(all, all.contains(own) ? Set.of(own) : Set.of());
        }

        private static java.util.stream.Stream<String[]> lines(WebhookCall call) {
            return Arrays.stream(new String(call.body(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\\|", 4));
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
                    return Duration.ofHours(1);
                }

                @Override
                public Batch<Message> poll(Cursor since) {
                    return Batch.nothing(since);
                }
            });
        }

        @Override
        public ChannelContract contract() {
            return new ChannelContract(
                    "Shared",
                    Optional.empty(),
                    Optional.empty(),
                    ChannelContract.MediaRule.NONE,
                    Optional.empty(),
                    ChannelContract.Repeat.NONE,
                    ChannelContract.Repeat.NONE,
                    Duration.ZERO);
        }

        @Override
        public void check() {}

        @Override
        public Sent send(Reply reply, SendKey key) {
            throw new Failure.Rejected("it takes none");
        }

        @Override
        public Optional<Sent> find(Reply reply, SendKey key) {
            return Optional.empty();
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            throw new Failure.Rejected("there is none");
        }
    }
}
