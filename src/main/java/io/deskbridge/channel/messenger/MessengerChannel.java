package io.deskbridge.channel.messenger;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Attachment;
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
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inbox of a page. */
final class MessengerChannel implements PolledChannel, SharedChannel {
    private static final Set<String> FIELDS = Set.of("messaging", "standby");
    private static final TextRule TEXT = new TextRule(2000, new Words("characters", "Zeichen"), String::length);

    private final MessengerSettings settings;
    private final GuardedFetch fetch;
    private final ChannelContract contract;
    private final GraphApi api;
    private final MetaWebhook webhook;
    private final Events events;
    private final Sender sender;
    private final List<Source<Message>> sources;

    MessengerChannel(MessengerSettings settings, AccountContext context, GuardedFetch fetch, Duration settle) {
        this.settings = settings;
        this.fetch = fetch;
        this.contract = contract(settings, settle);
        api = new GraphApi(settings.access(), Sender::meaning, context.http(), context.clock());
        var people = new People(api, context.clock());
        webhook = new MetaWebhook(settings.app(), settings.appSecret(), settings.verifyToken(), this::isOurs);
        events = new Events(context.name(), settings.pageId(), people, context.clock());
        sender = new Sender(settings, api, context.clock());
        sources = List.of(new ConversationSource(settings, context.name(), api, people, context.clock()));
    }

    private static ChannelContract contract(MessengerSettings settings, Duration settle) {
        var contract = new ChannelContract(
                "Messenger",
                Optional.empty(),
                Optional.of(TEXT),
                new MediaRule(1, Sender.MAX_FILE_BYTES, Set.of()),
                Optional.of(settings.humanAgent() ? Duration.ofDays(7) : Sender.FREE),
                Repeat.NONE,
                Repeat.LOOK_UP,
                settle);
        // a look-up tells words from a file, but not one file without words from another
        return contract.inThreads(Set.of(Kind.DIRECT)).filesApart(new FilesApart(Set.of(Kind.DIRECT), 1, 0, Set.of()));
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

    @Override
    public Receipt<Message> receive(WebhookCall call) {
        var statuses = new ArrayList<DeliveryStatus>();
        Receipt<Message> receipt = webhook.receive(call, all -> {
            all.forEach(news -> statuses.addAll(events.statuses(news)));
            return all.stream()
                    .flatMap(news -> events.message(news).stream())
                    .sorted(Comparator.comparing(message -> message.revision().at()))
                    .toList();
        });
        return new Receipt<>(receipt.items(), statuses, receipt.answer());
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return sender.send(reply, key);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        return sender.find(reply, key);
    }

    /** Files lie open at addresses that only those know who were told. */
    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        URI uri = Files.uri(attachment.reference())
                .orElseThrow(() -> new Failure.Rejected("Messenger gave an address for an attachment that is none"));
        return fetch.fetch(uri, attachment.name().orElse(""), maxBytes, Map.of());
    }
}
