package io.deskbridge.hub;

import io.deskbridge.core.App;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Parcel;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.store.Intake;
import io.deskbridge.store.MessageIntake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes in what remotes push. The answer is given only when what they brought is on disk; after a start, not before what
 * came meanwhile was read.
 */
@Component
public class Webhooks implements Inbox.Door {
    private final Accounts accounts;
    private final MessageIntake messages;
    private final DeskIntake comments;
    private final WakeUps wakeUps;
    private final CatchUp catchUp;
    private final AppWebhooks apps;
    private final DeliveryStatuses statuses;
    private final RelatedMessages related;

    Webhooks(
            Accounts accounts,
            MessageIntake messages,
            DeskIntake comments,
            WakeUps wakeUps,
            CatchUp catchUp,
            AppWebhooks apps,
            DeliveryStatuses statuses,
            RelatedMessages related) {
        this.accounts = accounts;
        this.messages = messages;
        this.comments = comments;
        this.wakeUps = wakeUps;
        this.catchUp = catchUp;
        this.apps = apps;
        this.statuses = statuses;
        this.related = related;
    }

    /**
     * A call for all channels of an app; as {@link #channel}. What in it belongs to none of them is not taken and is told
     * to the admin.
     */
    public Optional<CompletableFuture<WebhookAnswer>> app(String name, WebhookCall call) {
        return apps.take(name, call);
    }

    /**
     * A call for a channel. Of one that shares an app it is a call for the app: the network knows no address but that one,
     * so the call may tell of the others as well.
     *
     * @return the answer, once what the call brought is on disk; it fails with a {@link
     *     org.springframework.dao.DataAccessException} when that could not be stored. Empty when there is no such channel
     *     or it takes no calls
     * @throws io.deskbridge.core.Failure when the call could not be read to its end now; nothing of it is stored
     */
    public Optional<CompletableFuture<WebhookAnswer>> channel(String name, WebhookCall call) {
        Optional<OpenChannel> channel = accounts.channel(name);
        Optional<App> app = channel.flatMap(Accounts::appOf);
        if (app.isPresent()) {
            return app(app.get().name(), call);
        }
        return channel.filter(open -> open.channel() instanceof PushedChannel)
                .map(open -> take(
                        AccountHealth.channel(name),
                        () -> ((PushedChannel) open.channel()).receive(call),
                        this::storeMessages));
    }

    /** A call for a desk; as {@link #channel}. */
    public Optional<CompletableFuture<WebhookAnswer>> desk(String name, WebhookCall call) {
        return accounts.desk(name)
                .filter(open -> open.desk() instanceof PushedDesk)
                .map(open -> take(
                        AccountHealth.desk(name), () -> ((PushedDesk) open.desk()).receive(call), this::storeComments));
    }

    /** Takes messages in from anywhere; returns when they are on disk. */
    public Intake take(List<Message> items) {
        return wake(messages.take(items));
    }

    /** Takes a message in from a route's {@code inbox:} or the API. Returns when it is on disk with all its files. */
    @Override
    public Intake take(Parcel parcel) {
        Parcel placed = related.placed(parcel);
        return placed.files().isEmpty()
                ? take(List.of(placed.message()))
                : wake(messages.take(placed.message(), placed.files()));
    }

    private <T> CompletableFuture<WebhookAnswer> take(
            String account,
            Supplier<Receipt<T>> receiving,
            Function<Receipt<T>, CompletableFuture<WebhookAnswer>> storing) {
        CompletableFuture<WebhookAnswer> answer;
        try {
            answer = storing.apply(inTurn(account, receiving.get()));
        } catch (Failure | DataAccessException e) {
            catchUp.refused(account);
            throw e;
        }
        return answer.whenComplete((given, failure) -> {
            if (failure != null) {
                catchUp.refused(account);
            }
        });
    }

    /** Handshakes and the like are answered at any time: a remote may switch off what is silent. */
    private <T> Receipt<T> inTurn(String account, Receipt<T> receipt) {
        if (!isEmpty(receipt) && !catchUp.await(account)) {
            throw new Failure.Unavailable("what came before is still being read");
        }
        return receipt;
    }

    private static boolean isEmpty(Receipt<?> receipt) {
        return receipt.items().isEmpty() && receipt.news().isEmpty();
    }

    private CompletableFuture<WebhookAnswer> storeMessages(Receipt<Message> receipt) {
        CompletableFuture<WebhookAnswer> stored = receipt.items().isEmpty()
                ? CompletableFuture.completedFuture(receipt.answer())
                : messages.submit(receipt.items()).thenApply(intake -> answer(receipt, intake));
        return statuses.storeWith(receipt.statuses(), stored);
    }

    private CompletableFuture<WebhookAnswer> storeComments(Receipt<Comment> receipt) {
        return isEmpty(receipt)
                ? CompletableFuture.completedFuture(receipt.answer())
                : comments.submit(receipt).thenApply(intake -> answer(receipt, intake));
    }

    private WebhookAnswer answer(Receipt<?> receipt, Intake intake) {
        wake(intake);
        return receipt.answer();
    }

    private Intake wake(Intake intake) {
        intake.lanes().forEach(wakeUps::wake);
        return intake;
    }
}
