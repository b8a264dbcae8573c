package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.FilesApart;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.core.Source;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.meta.GraphAccess;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.MetaNews;
import io.deskbridge.http.meta.MetaWebhook;
import io.deskbridge.http.meta.PrivateReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A professional account on Instagram. */
final class InstagramChannel implements PolledChannel, SharedChannel, RetractingChannel {
    private static final Set<String> PUBLIC = Set.of("comments", "live_comments", "mentions", "story_insights");
    /** Some apps are told of private messages as changes. */
    private static final Set<String> PRIVATE = Set.of(
            "messaging",
            "standby",
            "messages",
            "message_edit",
            "message_reactions",
            "messaging_handover",
            "messaging_optins",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_seen");

    private static final TextRule PUBLIC_TEXT = new TextRule(2200, new Words("characters", "Zeichen"), String::length);
    private static final TextRule PRIVATE_TEXT = new TextRule(
            1000,
            new Words("bytes (an umlaut has two, an emoji four)", "Bytes (ein Umlaut hat zwei, ein Emoji vier)"),
            text -> text.getBytes(StandardCharsets.UTF_8).length);

    private final InstagramSettings settings;
    private final GuardedFetch fetch;
    private final ChannelContract contract;
    private final LoginToken token;
    private final GraphApi api;
    private final GraphApi unversioned;
    private final MetaWebhook webhook;
    private final CommentChanges changes;
    private final Events events;
    private final CommentWriter comments;
    private final DirectWriter direct;
    private final PrivateReplies privately;
    private final List<Source<Message>> sources;

    InstagramChannel(InstagramSettings settings, AccountContext context, GuardedFetch fetch, Duration settle) {
        this.settings = settings;
        this.fetch = fetch;
        this.contract = contract(settings, settle);
        Clock clock = context.clock();
        var us = new Account(context.name(), settings.accountId(), settings.username());
        token = new LoginToken(settings, context);
        GraphAccess access = settings.access(token::current, settings.version());
        api = new GraphApi(access, InstagramErrors::own, context.http(), clock);
        unversioned = new GraphApi(settings.access(token::current, ""), context.http(), clock);
        var elsewhere = new GraphApi(access, InstagramErrors::elsewhere, context.http(), clock);
        var mentions = new Mentions(us, elsewhere);
        var people = new Asked<Author>(api, clock, "name,username", InstagramChannel::person);
        var permalinks = new Asked<URI>(api, clock, "permalink", json -> Wire.uri(Wire.text(json.path("permalink"))));
        var letters = new Direct(us, people);
        webhook = new MetaWebhook(settings.app(), settings.appSecret(), settings.verifyToken(), this::isOurs);
        changes = new CommentChanges(us, api, mentions, permalinks, clock);
        events = new Events(us, letters, clock);
        comments = new CommentWriter(us, api, elsewhere, clock);
        var inConversations = new GraphApi(access, InstagramErrors::inConversations, context.http(), clock);
        direct = new DirectWriter(us, settings.humanAgent(), inConversations, clock);
        privately =
                new PrivateReplies(us, new GraphApi(access, InstagramErrors::privately, context.http(), clock), clock);
        sources = List.of(
                new CommentSource(settings, us, api, mentions, clock),
                new ConversationSource(settings, us, api, people, letters, clock));
    }

    private static Optional<Author> person(JsonNode json) {
        String name = Wire.text(json.path("name"));
        String username = Wire.text(json.path("username"));
        return Wire.some(json.path("id"))
                .filter(id -> !name.isBlank() || !username.isBlank())
                .map(id -> Wire.author(id, username, name));
    }

    private static ChannelContract contract(InstagramSettings settings, Duration settle) {
        var contract = new ChannelContract(
                "Instagram",
                Optional.of(PUBLIC_TEXT),
                Optional.of(PRIVATE_TEXT),
                MediaRule.NONE,
                Optional.of(settings.humanAgent() ? DirectWriter.BY_PEOPLE : DirectWriter.FREE),
                Repeat.LOOK_UP,
                Repeat.LOOK_UP,
                settle,
                List.of(PrivateReply.command(PRIVATE_TEXT, false)),
                Set.of(Kind.DIRECT));
        // a look-up tells words from a file, but not one file without words from another
        return contract.inPrivate(DirectWriter.MEDIA)
                .inThreads(Set.of(Kind.DIRECT))
                .filesApart(new FilesApart(Set.of(Kind.DIRECT), 1, 0, Set.of()));
    }

    private boolean isOurs(MetaNews news) {
        return news.object().equals("instagram")
                && news.account().equals(settings.accountId())
                && (PUBLIC.contains(news.field()) || PRIVATE.contains(news.field()));
    }

    @Override
    public ChannelContract contract() {
        return contract;
    }

    @Override
    public void check() {
        boolean byPage = settings.login() == InstagramSettings.Login.FACEBOOK;
        String id = byPage ? "id" : "user_id";
        JsonNode account = api.get(byPage ? "/" + settings.accountId() : "/me", Map.of("fields", id + ",username"));
        if (!Wire.text(account.path(id)).equals(settings.accountId())) {
            throw new Failure.Unauthorized(
                    "Instagram does not show the account " + settings.accountId() + " to this token");
        }
        String name = Wire.text(account.path("username"));
        if (!name.equalsIgnoreCase(settings.username())) {
            throw new Failure.Unauthorized("the account " + settings.accountId() + " is called " + name
                    + " on Instagram and not " + settings.username()
                    + "; correct username, by which its own comments are"
                    + " recognised");
        }
        token.renew(unversioned);
    }

    @Override
    public List<Source<Message>> sources() {
        return sources;
    }

    @Override
    public Optional<App> app() {
        return webhook.app();
    }

    @Override
    public Addressees addressees(WebhookCall call) {
        return webhook.addressees(call);
    }

    /** Meta puts together what it likes, in no order. */
    @Override
    public Receipt<Message> receive(WebhookCall call) {
        var statuses = new ArrayList<DeliveryStatus>();
        Receipt<Message> receipt = webhook.receive(call, all -> {
            all.forEach(news -> statuses.addAll(events.statuses(news)));
            return all.stream()
                    .flatMap(this::messages)
                    .sorted(Comparator.comparing(message -> message.revision().at()))
                    .toList();
        });
        return new Receipt<>(receipt.items(), statuses, receipt.answer());
    }

    private Stream<Message> messages(MetaNews news) {
        return PUBLIC.contains(news.field()) ? changes.messages(news).stream() : events.message(news).stream();
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return PrivateReply.asked(reply)
                .map(line -> privately.send(reply, line, key))
                .orElseGet(() -> isDirect(reply) ? direct.send(reply, key) : comments.send(reply));
    }

    @Override
    public void retract(Message inReplyTo, String sentId) {
        comments.delete(inReplyTo, sentId);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        return PrivateReply.asked(reply)
                .map(line -> privately.find(reply, line, key))
                .orElseGet(() -> isDirect(reply) ? direct.find(reply, key) : comments.find(reply, key));
    }

    private static boolean isDirect(Reply reply) {
        return reply.inReplyTo().kind() == Kind.DIRECT;
    }

    /** Files lie open at addresses that only those know who were told. */
    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        URI uri = Wire.uri(attachment.reference())
                .orElseThrow(() -> new Failure.Rejected("Instagram gave an address for an attachment that is none"));
        return fetch.fetch(uri, attachment.name().orElse(""), maxBytes, Map.of());
    }
}
