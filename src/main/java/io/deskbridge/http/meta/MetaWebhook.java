package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook of an app, as one of its channels sees it (developers.facebook.com/docs/graph-api/webhooks). A GET is the
 * handshake; a POST is signed with the app's secret over its raw bytes, which Meta writes with escapes of its own.
 */
public final class MetaWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(MetaWebhook.class);
    private static final String PREFIX = "sha256=";

    private final String app;
    private final @Nullable Secret secret;
    private final @Nullable Secret verifyToken;
    private final Predicate<MetaNews> ours;

    /**
     * @param app as the company calls it
     * @param secret the app's; without it every call is refused
     * @param verifyToken what the handshake asks for; without it every handshake is refused
     * @param ours whether the channel reads such news: the account and the field decide
     */
    public MetaWebhook(String app, @Nullable Secret secret, @Nullable Secret verifyToken, Predicate<MetaNews> ours) {
        this.app = app;
        this.secret = secret;
        this.verifyToken = verifyToken;
        this.ours = ours;
    }

    /** The app, for {@link io.deskbridge.core.SharedChannel#app}; empty without its secret. */
    public Optional<App> app() {
        if (secret == null) {
            return Optional.empty();
        }
        return Optional.of(new App(app, verifyToken == null ? List.of(secret) : List.of(secret, verifyToken)));
    }

    /**
     * Reads a call.
     *
     * @param reading turns what is ours, in the call's order, into messages, oldest first
     */
    public Receipt<Message> receive(WebhookCall call, Function<List<MetaNews>, List<Message>> reading) {
        if (call.method().equals("GET")) {
            return Receipt.answer(handshake(call));
        }
        if (secret == null || !isSigned(secret, call)) {
            return Receipt.answer(WebhookAnswer.FORBIDDEN);
        }
        List<MetaNews> news = news(call);
        if (news.isEmpty()) {
            // a refusal would make Meta send it again and again
            LOG.warn("Meta pushed {} signed bytes that tell of nothing", call.body().length);
        }
        return Receipt.of(reading.apply(news.stream().filter(ours).toList()));
    }

    /** Whom a call that was taken addresses. */
    public Addressees addressees(WebhookCall call) {
        if (call.method().equals("GET")) {
            return Addressees.NONE;
        }
        var all = new HashSet<String>();
        var own = new HashSet<String>();
        for (MetaNews news : news(call)) {
            all.add(news.addressee());
            if (ours.test(news)) {
                own.add(news.addressee());
            }
        }
        return new Addressees(all, own);
    }

    private static List<MetaNews> news(WebhookCall call) {
        JsonNode json = Json.tryRead(call.body()).orElseGet(Json.MAPPER::nullNode);
        return MetaNews.of(json);
    }

    private static boolean isSigned(Secret secret, WebhookCall call) {
        String expected = PREFIX + HexFormat.of().formatHex(Signatures.hmacSha256(secret, call.body()));
        return Signatures.same(expected, call.header("X-Hub-Signature-256").orElse(""));
    }

    private WebhookAnswer handshake(WebhookCall call) {
        boolean known = verifyToken != null
                && !verifyToken.isEmpty()
                && call.parameter("hub.mode").equals(Optional.of("subscribe"))
                && Signatures.same(
                        verifyToken.reveal(), call.parameter("hub.verify_token").orElse(""));
        return known
                ? WebhookAnswer.text(call.parameter("hub.challenge").orElse(""))
                : new WebhookAnswer(403, "text/plain", "verify token refused");
    }
}
