package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.store.CommentLedger;
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
public class Webhooks {
    private final Accounts accounts;
    private final MessageIntake messages;
    private final CommentLedger comments;
    private final WakeUps wakeUps;
    private final CatchUp catchUp;

    Webhooks(Accounts accounts, MessageIntake messages, CommentLedger comments, WakeUps wakeUps, CatchUp catchUp) {
        this.accounts = accounts;
        this.messages = messages;
        this.comments = comments;
        this.wakeUps = wakeUps;
        this.catchUp = catchUp;
    }

    /**
     * A call for a channel.
     *
     * @return the answer, once what the call brought is on disk; it fails with a {@link
     *     org.springframework.dao.DataAccessException} when that could not be stored. Empty when there is no such channel
     *     or it takes no calls
     * @throws io.deskbridge.core.Failure when the call could not be read to its end now; nothing of it is stored
     */
    public Optional<CompletableFuture<WebhookAnswer>> channel(String name, WebhookCall call) {
        return accounts.channel(name)
                .filter(open -> open.channel() instanceof PushedChannel)
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

    /** Takes messages in from anywhere: a route's {@code inbox:} or the API. Returns when they are on disk. */
    public Intake take(List<Message> items) {
        return wake(messages.take(items));
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
        if (!receipt.items().isEmpty() && !catchUp.await(account)) {
            throw new Failure.Unavailable("what came before is still being read");
        }
        return receipt;
    }

    private CompletableFuture<WebhookAnswer> storeMessages(Receipt<Message> receipt) {
        return receipt.items().isEmpty()
                ? CompletableFuture.completedFuture(receipt.answer())
                : messages.submit(receipt.items()).thenApply(intake -> answer(receipt, intake));
    }

    private CompletableFuture<WebhookAnswer> storeComments(Receipt<Comment> receipt) {
        return receipt.items().isEmpty()
                ? CompletableFuture.completedFuture(receipt.answer())
                : comments.submit(receipt.items()).thenApply(intake -> answer(receipt, intake));
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
