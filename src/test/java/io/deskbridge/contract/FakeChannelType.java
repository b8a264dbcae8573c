package io.deskbridge.contract;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.EditingChannel;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.LinkPrice;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.core.Words;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Channels of type {@code fake} on a {@link FakeNetwork}. They are polled, and pushed to by a webhook call with the
 * header {@code X-Signature: good} and a body of lines {@code id|thread|text}; a line {@code !sent id|key|STAGE|reason}
 * is a status, whose key and reason may be empty, and {@code !until thread||STAGE|millis} one of all replies until then.
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
            @DefaultValue("LOOK_UP") ChannelContract.Repeat directRepeat,
            @Nullable Duration window,
            @DefaultValue("false") boolean commands,
            @DefaultValue("false") boolean threads,
            @DefaultValue("false") boolean linkPrice,
            @DefaultValue("false") boolean filesApart,
            @DefaultValue("image/png") Set<String> files,
            @DefaultValue("1000000") long jpegBytes,
            @DefaultValue("4") int directFiles) {}

    private static final ChannelContract.FilesApart APART =
            new ChannelContract.FilesApart(Set.of(Kind.values()), 3, 30, Set.of("image/png"));

    private static final LinkPrice PRICE =
            new LinkPrice("$", new BigDecimal("0.01"), new BigDecimal("0.20"), text -> text.contains("://"));

    /** {@code /special} with one word, taken after the window. */
    private static final ReplyCommand SPECIAL = new ReplyCommand(
            "special",
            new Words("after that /special with a word is taken", "danach geht /special mit einem Wort"),
            true,
            line -> line.arguments().size() == 1
                    ? Optional.empty()
                    : Optional.of(new Words("/special needs one word", "/special braucht ein Wort")));

    /** {@code /whisper}: what stands below it is read by the author alone, and has no files. */
    private static final ReplyCommand WHISPER = new ReplyCommand(
                    "whisper",
                    new Words("/whisper sends to the author alone", "/whisper sendet nur an den Verfasser"),
                    false,
                    true,
                    line -> Optional.empty())
            .with(MediaRule.NONE);

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
            implements PolledChannel, PushedChannel, EditingChannel, RetractingChannel {

        @Override
        public ChannelContract contract() {
            var text = new ChannelContract.TextRule(
                    settings.limit(), new Words("characters", "Zeichen"), words -> words.length());
            var contract = new ChannelContract(
                    "Fake",
                    Optional.of(text),
                    Optional.of(text),
                    files(4),
                    Optional.ofNullable(settings.window()),
                    settings.repeat(),
                    settings.directRepeat(),
                    settings.settle(),
                    settings.commands() ? List.of(SPECIAL, WHISPER) : List.of());
            var direct =
                    contract.inPrivate(settings.directFiles() == 0 ? MediaRule.NONE : files(settings.directFiles()));
            var apart = settings.filesApart() ? direct.filesApart(APART) : direct;
            var priced = settings.linkPrice() ? apart.chargingLinks(PRICE) : apart;
            return settings.threads() ? priced.inThreads(Set.of(Kind.values())) : priced;
        }

        private MediaRule files(int most) {
            return new MediaRule(most, 1_000_000, settings.files(), Map.of("image/jpeg", settings.jpegBytes()));
        }

        /** Nothing that a hub should have found out before comes so far. */
        private Media taken(MediaRule rule, Media file) {
            if (!rule.takes(file.mimeType()) || file.bytes().length > rule.maxBytes(file.mimeType())) {
                throw new Failure.Rejected("the network itself does not take " + file.name());
            }
            return file;
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
                var statuses = new ArrayList<DeliveryStatus>();
                for (String line :
                        new String(call.body(), StandardCharsets.UTF_8).lines().toList()) {
                    if (line.startsWith("!")) {
                        String[] told = line.substring(1).split("\\|", -1);
                        if (told[0].startsWith("until ")) {
                            statuses.add(DeliveryStatus.upTo(
                                    new Conversation(context.name(), told[0].substring(6)),
                                    DeliveryStatus.Stage.valueOf(told[2]),
                                    Instant.ofEpochMilli(Long.parseLong(told[3]))));
                            continue;
                        }
                        statuses.add(new DeliveryStatus(
                                context.name(),
                                told[0],
                                SendKey.parse(told[1]),
                                DeliveryStatus.Stage.valueOf(told[2]),
                                context.clock().instant(),
                                told[3].isEmpty() ? Optional.empty() : Optional.of(new Words(told[3], told[3]))));
                        continue;
                    }
                    String[] parts = line.split("\\|", 3);
                    messages.add(message(
                                    context.name(),
                                    parts[0],
                                    parts[1],
                                    context.clock().instant())
                            .text(parts[2])
                            .build());
                }
                return new Receipt<>(messages, statuses, WebhookAnswer.OK);
            });
        }

        @Override
        public Sent send(Reply reply, SendKey key) {
            MediaRule rule = contract().mediaFor(reply.inReplyTo().kind(), reply.text());
            if (reply.attachments().size() > rule.maxCount()) {
                throw new Failure.Rejected("the network itself does not take so many files");
            }
            reply.attachments()
                    .forEach(file -> network.take(taken(rule, reply.media().fetch(file, rule.maxBytes()))));
            return network.faulty().run("send", () -> {
                context.handover().begins();
                return network.publish(reply, key, context.clock().instant());
            });
        }

        @Override
        public Optional<Sent> find(Reply reply, SendKey key) {
            return network.faulty().run("find", () -> network.find(key));
        }

        @Override
        public void edit(Message inReplyTo, String sentId, String text) {
            network.faulty().run("edit", () -> network.edit(sentId, text));
        }

        @Override
        public void retract(Message inReplyTo, String sentId) {
            network.faulty().run("retract", () -> network.retract(sentId));
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            return network.faulty().run("fetch", () -> new Media("fake.txt", "text/plain", new byte[] {1}));
        }
    }
}
