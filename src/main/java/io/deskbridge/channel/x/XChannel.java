package io.deskbridge.channel.x;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.LinkPrice;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.GuardedFetch;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account on X. */
final class XChannel implements PolledChannel, PushedChannel, RetractingChannel {
    private static final int TEXT = 280;
    private static final int LONG_TEXT = 25_000;
    private static final int MOST_PICTURES = 4;
    /** X refuses to search on from an id older than seven days. */
    private static final Duration SEARCH_REACH = Duration.ofDays(7).minusHours(1);

    /**
     * The price list of April 2026 (https://docs.x.com/x-api/getting-started/pricing); without a link a summoned answer is
     * $0.01.
     */
    private static final LinkPrice LINK_PRICE =
            new LinkPrice("$", new BigDecimal("0.01"), new BigDecimal("0.20"), XText::hasLink);

    private static final Duration ANY_AGE = Duration.ofDays(3650);

    private final XSettings settings;
    private final GuardedFetch fetch;
    private final ChannelContract contract;
    private final XApi api;
    private final XAccount account;
    private final XSender sender;
    private final XFinder finder;
    private final XDuplicates duplicates;
    private final XRetraction retraction;
    private final XWebhook webhook;
    private final XRecent recent = new XRecent();
    private final List<Source<Message>> sources;

    XChannel(XSettings settings, AccountContext context, GuardedFetch fetch, Duration settle) {
        this.settings = settings;
        this.fetch = fetch;
        this.contract = contract(settings, settle);
        this.api = new XApi(settings, context);
        this.account = new XAccount(settings, context, api);
        this.sender = new XSender(api, settings.account(), context.clock());
        this.finder = new XFinder(api, account::self, sender);
        this.duplicates = new XDuplicates(finder, context.clock());
        this.retraction = new XRetraction(api);
        this.webhook = new XWebhook(settings.consumerSecret(), account::self, context.clock());
        this.sources = sources(context);
    }

    private static ChannelContract contract(XSettings settings, Duration settle) {
        boolean answers = settings.actsAsUser();
        var contract = new ChannelContract(
                "X",
                answers ? Optional.of(XText.publicRule(settings.longPosts() ? LONG_TEXT : TEXT)) : Optional.empty(),
                answers && settings.directMessages() ? Optional.of(XText.directRule()) : Optional.empty(),
                pictures(MOST_PICTURES),
                Optional.empty(),
                ChannelContract.Repeat.LOOK_UP,
                ChannelContract.Repeat.LOOK_UP,
                settle);
        // a thread is a chain of answers to our own posts; that X lets programs answer only who summoned them is said
        // of
        // other people's posts
        return contract.inPrivate(pictures(XSender.MOST_IN_PRIVATE))
                .inThreads(Set.of(Kind.values()))
                .chargingLinks(LINK_PRICE);
    }

    private static ChannelContract.MediaRule pictures(int most) {
        return new ChannelContract.MediaRule(
                most, XSender.MAX_IMAGE_BYTES, Set.of("image/jpeg", "image/png", "image/gif", "image/webp"));
    }

    private List<Source<Message>> sources(AccountContext context) {
        var list = new ArrayList<Source<Message>>();
        list.add(recent.remembering(new XPostSource(
                "mentions",
                settings.paceOfMentions(),
                settings.history(),
                ANY_AGE,
                context.clock(),
                account::self,
                (self, query) -> api.read("/2/users/" + self.id() + "/mentions", query))));
        String search = settings.search();
        if (search != null && !search.isBlank()) {
            list.add(new XPostSource(
                    "search",
                    settings.searchPace(),
                    settings.history(),
                    SEARCH_REACH,
                    context.clock(),
                    account::self,
                    (self, query) -> {
                        query.put("query", search);
                        return api.read("/2/tweets/search/recent", query);
                    }));
        }
        if (settings.actsAsUser() && settings.directMessages()) {
            list.add(new XDirectSource(settings, api, account::self, context.clock()));
        }
        if (!settings.deletionsPace().isZero()) {
            list.add(new XDeletionSource(settings.deletionsPace(), api, account::self, recent, context.clock()));
            if (settings.actsAsUser() && settings.ownPostsWatched() > 0) {
                list.add(new XOwnPostSource(settings, api, account::self, context.posts(), context.clock()));
            }
        }
        return List.copyOf(list);
    }

    @Override
    public ChannelContract contract() {
        return contract;
    }

    @Override
    public void check() {
        account.check();
    }

    @Override
    public List<Source<Message>> sources() {
        return sources;
    }

    @Override
    public Receipt<Message> receive(WebhookCall call) {
        Receipt<Message> receipt = webhook.receive(call);
        recent.add(receipt.items());
        return receipt;
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        try {
            return sender.send(reply);
        } catch (XDuplicate refused) {
            return duplicates.sentBefore(reply, key);
        }
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        return finder.find(reply, key);
    }

    /** An edit is not offered to replies. */
    @Override
    public void retract(Message inReplyTo, String sentId) {
        retraction.retract(inReplyTo, sentId);
    }

    /** Pictures of direct messages are shown to the account only; everything else lies open. */
    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        if (attachment.reference().startsWith(XAttachments.UNKNOWN)) {
            throw new Failure.Rejected("X told of an attachment without saying where it is; look at it in X itself");
        }
        URI uri = XAuthors.uri(attachment.reference())
                .orElseThrow(() -> new Failure.Rejected("X gave an address for an attachment that is none"));
        boolean withToken = settings.actsAsUser() && isPrivate(uri);
        return fetch.fetch(
                uri,
                attachment.name().orElse(""),
                maxBytes,
                withToken ? Map.of("Authorization", "Bearer " + api.userToken()) : Map.of());
    }

    private boolean isPrivate(URI uri) {
        URI base = settings.baseUrl();
        boolean api =
                base.getScheme().equals(uri.getScheme()) && base.getAuthority().equals(uri.getAuthority());
        return api || "https".equals(uri.getScheme()) && "ton.twitter.com".equals(uri.getHost());
    }
}
