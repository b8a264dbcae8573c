package io.deskbridge.hub;

import io.deskbridge.core.Addressees;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.SharedChannel;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.store.MessageIntake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes in what a network pushes to an app: each channel of the app reads what is its own, and all of it is one commit, so
 * that a call is taken as a whole or not at all.
 *
 * <p>What belongs to nobody is not taken, and the call is answered with success all the same. The network counts failures
 * by app: it would repeat the whole call for a day or more, with the parts that are ours in it, and in the end stop
 * pushing to all accounts of the app because of one that nobody wants. So the refusal is told to the admin and not to the
 * network ({@link Strangers}).
 */
@Component
class AppWebhooks {
    private final Accounts accounts;
    private final MessageIntake messages;
    private final WakeUps wakeUps;
    private final CatchUp catchUp;
    private final Strangers strangers;
    private final DeliveryStatuses statuses;

    AppWebhooks(
            Accounts accounts,
            MessageIntake messages,
            WakeUps wakeUps,
            CatchUp catchUp,
            Strangers strangers,
            DeliveryStatuses statuses) {
        this.accounts = accounts;
        this.messages = messages;
        this.wakeUps = wakeUps;
        this.catchUp = catchUp;
        this.strangers = strangers;
        this.statuses = statuses;
    }

    /**
     * As {@link Webhooks#channel}; all channels of an app have the same secrets, so one answer to a call that is refused
     * is the answer of all.
     */
    Optional<CompletableFuture<WebhookAnswer>> take(String app, WebhookCall call) {
        Map<String, SharedChannel> channels = accounts.of(app);
        return channels.isEmpty() ? Optional.empty() : Optional.of(take(app, channels, call));
    }

    private CompletableFuture<WebhookAnswer> take(String app, Map<String, SharedChannel> channels, WebhookCall call) {
        var told = new TreeSet<String>();
        CompletableFuture<WebhookAnswer> answer;
        try {
            var receipts = new LinkedHashMap<String, Receipt<Message>>();
            for (var channel : channels.entrySet()) {
                Receipt<Message> receipt = channel.getValue().receive(call);
                if (receipt.answer().status() >= 300) {
                    return CompletableFuture.completedFuture(receipt.answer());
                }
                receipts.put(channel.getKey(), receipt);
            }
            channels.values().stream()
                    .map(channel -> channel.addressees(call))
                    .map(Addressees::all)
                    .forEach(told::addAll);
            channels.values()
                    .forEach(channel -> told.removeAll(channel.addressees(call).ours()));
            answer = store(receipts);
        } catch (Failure | DataAccessException e) {
            refused(channels);
            throw e;
        }
        return answer.whenComplete((given, failure) -> {
            if (failure != null) {
                refused(channels);
            } else {
                told.forEach(stranger -> strangers.met(app, stranger));
            }
        });
    }

    private CompletableFuture<WebhookAnswer> store(Map<String, Receipt<Message>> receipts) {
        var items = new ArrayList<Message>();
        receipts.forEach((channel, receipt) -> {
            if (!receipt.items().isEmpty() && !catchUp.await(channel)) {
                throw new Failure.Unavailable("what came before is still being read");
            }
            items.addAll(receipt.items());
        });
        WebhookAnswer answer =
                Objects.requireNonNull(List.copyOf(receipts.values()).get(0)).answer();
        List<DeliveryStatus> told = receipts.values().stream()
                .flatMap(receipt -> receipt.statuses().stream())
                .toList();
        return statuses.storeWith(
                told, items.isEmpty() ? CompletableFuture.completedFuture(answer) : store(items, answer));
    }

    private CompletableFuture<WebhookAnswer> store(List<Message> items, WebhookAnswer answer) {
        return messages.submit(items).thenApply(intake -> {
            intake.lanes().forEach(wakeUps::wake);
            return answer;
        });
    }

    /** Nobody knows which of them the call had something for. */
    private void refused(Map<String, SharedChannel> channels) {
        channels.keySet().forEach(catchUp::refused);
    }
}
