package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.FilesApart;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.meta.GraphAccess;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.MetaNews;
import io.deskbridge.http.meta.MetaWebhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A phone number on WhatsApp. */
final class WhatsAppChannel implements SharedChannel {
    static final String NETWORK = "WhatsApp";
    /** Afterwards only approved templates are taken. */
    private static final Duration WINDOW = Duration.ofHours(24);

    private static final int TEXT = 4096;
    private static final int MOST_FILES = 10;

    private final WhatsAppSettings settings;
    private final GraphApi api;
    private final ChannelContract contract;
    private final MetaWebhook webhook;
    private final News news;
    private final Sender sender;
    private final Files files;

    WhatsAppChannel(WhatsAppSettings settings, AccountContext context, GuardedFetch fetch) {
        this.settings = settings;
        var access = new GraphAccess(
                NETWORK,
                settings.baseUrl(),
                settings.version(),
                settings::accessToken,
                Optional.of(settings.appSecret()));
        this.api = new GraphApi(access, new Refusals(context.clock()), context.http(), context.clock());
        this.contract = contract(settings);
        this.webhook = new MetaWebhook(settings.app(), settings.appSecret(), settings.verifyToken(), this::isOurs);
        this.news = new News(context.name(), context.clock());
        this.sender = new Sender(api, settings, context.clock());
        this.files = new Files(api, settings, fetch);
    }

    private static ChannelContract contract(WhatsAppSettings settings) {
        var contract = new ChannelContract(
                NETWORK,
                Optional.empty(),
                // counted as UTF-16 does, which is never less than what WhatsApp counts
                Optional.of(new TextRule(TEXT, new Words("characters", "Zeichen"), String::length)),
                OutgoingFile.ANY,
                Optional.of(WINDOW),
                Repeat.NONE,
                Repeat.TOLD_LATER,
                settings.statusWait(),
                List.of(TemplateLine.COMMAND));
        // never asked for what was sent, so that files without words need not be told apart
        return contract.inThreads(Set.of(Kind.DIRECT))
                .filesApart(new FilesApart(Set.of(Kind.DIRECT), MOST_FILES, Sender.CAPTION, OutgoingFile.worded()));
    }

    /** What an account with several numbers is told of as a whole concerns each of them. */
    private boolean isOurs(MetaNews told) {
        if (!told.object().equals("whatsapp_business_account")) {
            return false;
        }
        return told.phoneNumberId().map(settings.phoneNumberId()::equals).orElseGet(() -> settings.businessAccount()
                .map(told.account()::equals)
                .orElse(true));
    }

    @Override
    public ChannelContract contract() {
        return contract;
    }

    @Override
    public void check() {
        api.get("/" + settings.phoneNumberId(), Map.of("fields", "display_phone_number"));
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
        Receipt<Message> receipt = webhook.receive(call, told -> {
            told.forEach(one -> statuses.addAll(news.statuses(one)));
            return told.stream().flatMap(one -> news.messages(one).stream()).toList();
        });
        return new Receipt<>(receipt.items(), statuses, receipt.answer());
    }

    @Override
    public Sent send(Reply reply, SendKey key) {
        return sender.send(reply, key);
    }

    @Override
    public Optional<Sent> find(Reply reply, SendKey key) {
        throw new Failure.Unavailable("WhatsApp cannot be asked what was sent; its statuses tell");
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return files.fetch(attachment, maxBytes);
    }
}
