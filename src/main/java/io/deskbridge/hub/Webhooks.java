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
     * @return empty when there is no such channel or it takes no calls
     * @throws io.deskbridge.core.Failure when the call could not be read to its end now; nothing of it is stored
     * @throws org.springframework.dao.DataAccessException when it could not be stored
     */
    public Optional<WebhookAnswer> channel(String name, WebhookCall call) {
        return accounts.channel(name)
                .filter(open -> open.channel() instanceof PushedChannel)
                .map(open -> ((PushedChannel) open.channel()).receive(call))
                .map(receipt -> inTurn(AccountHealth.channel(name), receipt))
                .map(this::storeMessages);
    }

    /** A call for a desk; as {@link #channel}. */
    public Optional<WebhookAnswer> desk(String name, WebhookCall call) {
        return accounts.desk(name)
                .filter(open -> open.desk() instanceof PushedDesk)
                .map(open -> ((PushedDesk) open.desk()).receive(call))
                .map(receipt -> inTurn(AccountHealth.desk(name), receipt))
                .map(this::storeComments);
    }

    /** Takes messages in from anywhere: a route's {@code inbox:} or the API. Returns when they are on disk. */
    public Intake take(List<Message> items) {
        Intake intake = messages.take(items);
        intake.lanes().forEach(wakeUps::wake);
        return intake;
    }

    /** Handshakes and the like are answered at any time: a remote may switch off what is silent. */
    private <T> Receipt<T> inTurn(String account, Receipt<T> receipt) {
        if (!receipt.items().isEmpty() && !catchUp.await(account)) {
            throw new Failure.Unavailable("what came before is still being read");
        }
        return receipt;
    }

    private WebhookAnswer storeMessages(Receipt<Message> receipt) {
        if (!receipt.items().isEmpty()) {
            take(receipt.items());
        }
        return receipt.answer();
    }

    private WebhookAnswer storeComments(Receipt<Comment> receipt) {
        if (!receipt.items().isEmpty()) {
            comments.take(receipt.items()).lanes().forEach(wakeUps::wake);
        }
        return receipt.answer();
    }
}
