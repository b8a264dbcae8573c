package io.deskbridge.channel.facebook;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.EditingChannel;
import io.deskbridge.core.Failure;
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
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.MetaNews;
import io.deskbridge.http.meta.MetaWebhook;
import io.deskbridge.http.meta.PrivateReply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A page on Facebook. */
final class FacebookChannel implements PolledChannel, SharedChannel, EditingChannel, RetractingChannel {
    private static final Set<String> FIELDS = Set.of("feed", "mention", "ratings");
    /** Facebook takes about 8,000 and does not say how it counts. */
    private static final TextRule TEXT = new TextRule(7600, new Words("characters", "Zeichen"), String::length);

    private final FacebookSettings settings;
    private final GuardedFetch fetch;
    private final ChannelContract contract;
    private final GraphApi api;
    private final MetaWebhook webhook;
    private final FeedChanges feed;
    private final RatingChanges ratings;
    private final CommentWriter comments;
    private final PrivateReplies privately;
    private final List<Source<Message>> sources;

    FacebookChannel(FacebookSettings settings, AccountContext context, GuardedFetch fetch, Duration settle) {
        this.settings = settings;
        this.fetch = fetch;
        this.contract = contract(settle);
        var items = new Items(context.name(), settings.pageId());
        var lookUps = new LookUps();
        api = new GraphApi(settings.access(), FacebookErrors::ownPage, context.http(), context.clock());
        var elsewhere = new GraphApi(settings.access(), FacebookErrors::elsewhere, context.http(), context.clock());
        webhook = new MetaWebhook(settings.app(), settings.appSecret(), settings.verifyToken(), this::isOurs);
        feed = new FeedChanges(items, lookUps, context.clock());
        ratings = new RatingChanges(items, lookUps, context.clock());
        comments = new CommentWriter(items, api, elsewhere, context.clock());
        var privateApi = new GraphApi(settings.access(), FacebookErrors::privately, context.http(), context.clock());
        privately = new PrivateReplies(items, privateApi, context.clock());
        sources = sources(items, lookUps, context);
    }

    private static ChannelContract contract(Duration settle) {
        return new ChannelContract(
                "Facebook",
                Optional.of(TEXT),
                Optional.empty(),
                new MediaRule(1, CommentWriter.MAX_IMAGE_BYTES, Set.of("image/jpeg", "image/png", "image/gif")),
                Optional.empty(),
                Repeat.LOOK_UP,
                Repeat.LOOK_UP,
                settle,
                List.of(PrivateReplies.COMMAND));
    }

    private List<Source<Message>> sources(Items items, LookUps lookUps, AccountContext context) {
        var list = new ArrayList<Source<Message>>();
        list.add(source("feed", settings.feedPace(), Listing.feed(), items, lookUps, context));
        // what the webhook left open is read by the first source alone
        if (settings.ads()) {
            list.add(source("ads", settings.otherPace(), Listing.ads(), items, new LookUps(), context));
        }
        if (settings.mentions()) {
            list.add(source("mentions", settings.otherPace(), Listing.mentions(), items, new LookUps(), context));
        }
        if (settings.ratings()) {
            list.add(source("ratings", settings.otherPace(), Listing.ratings(), items, new LookUps(), context));
        }
        return List.copyOf(list);
    }

    private Source<Message> source(
            String name, Duration pace, Listing listing, Items items, LookUps lookUps, AccountContext context) {
        return new ListSource(name, pace, listing, items, api, lookUps, settings, context.clock());
    }

    private boolean isOurs(MetaNews news) {
        return news.object().equals("page")
                && news.account().equals(settings.pageId())
                && FIELDS.contains(news.field());
    }

    @Override
    public ChannelContract contract() {
        return contract;
    }

    @Override
    public void check() {
        String id = api.get("/" + settings.pageId(), Map.of("fields", "id,name"))
                .path("id")
                .asText("");
        if (!id.equals(settings.pageId())) {
            throw new Failure.Unauthorized("Facebook does not show the page " + settings.pageId() + " to this token");
        }
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
        return webhook.receive(call, all -> all.stream()
                .flatMap(news ->
                        (news.field().equals("ratings") ? ratings.messages(news) : feed.messages(news)).stream())
                .sorted(Comparator.comparing(message -> message.revision().at()))
                .toList());
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return PrivateReply.asked(reply)
                .map(line -> privately.send(reply, line, key))
                .orElseGet(() -> comments.send(reply));
    }

    @Override
    public void edit(Message inReplyTo, String sentId, String text) {
        comments.edit(inReplyTo, sentId, text);
    }

    @Override
    public void retract(Message inReplyTo, String sentId) {
        comments.delete(inReplyTo, sentId);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        return PrivateReply.asked(reply)
                .map(line -> privately.find(reply, line, key))
                .orElseGet(() -> comments.find(reply, key));
    }

    /** Pictures lie open at addresses that only those know who were told. */
    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        URI uri = Items.uri(attachment.reference())
                .orElseThrow(() -> new Failure.Rejected("Facebook gave an address for an attachment that is none"));
        return fetch.fetch(uri, attachment.name().orElse(""), maxBytes, Map.of());
    }
}
