package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Takes messages through routes as {@link MessageWork} does, and remembers what would become of them instead of doing it.
 * One after the other: a rule may ask whether a conversation has a ticket, and the ones before decide that.
 */
public final class TrialWork {
    private static final int LONGEST_ERROR = 200;

    private final Routing routing;
    private final TrialSample sample;
    private final TrialDesks desks;
    private final Set<Conversation> acknowledged = new HashSet<>();
    private final Progress progress = new Progress(List.of(), false, unused -> {}, () -> 0);

    public TrialWork(Routing routing, TrialSample sample) {
        this.routing = routing;
        this.sample = sample;
        this.desks = new TrialDesks(sample);
    }

    /**
     * The fates, in the order of the messages.
     *
     * @param goOn asked before each message; once it says no, the rest is left out
     */
    public List<Fate> run(BooleanSupplier goOn) {
        var fates = new ArrayList<Fate>();
        for (MessageRow row : sample.rows()) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            fates.add(fate(row));
            progress.forgetWish(row);
            desks.seen(row);
        }
        return fates;
    }

    private Fate fate(MessageRow row) {
        boolean ended = row.state() == MessageState.DISMISSED && row.route().isEmpty();
        if (ended || row.message().ours() || row.message().dismissal().isPresent()) {
            return Fate.without(Fate.Kind.UNASKED, "", "");
        }
        Optional<Routing.Carrier<MessageRun>> route = routing.forMessage(row.message());
        if (route.isEmpty()) {
            return Fate.without(Fate.Kind.UNROUTED, "", "");
        }
        String id = route.get().id();
        var run = new MessageRun(row, desks, false, progress);
        run.through(id);
        try {
            route.get().carry(run);
        } catch (Exception e) {
            if (!run.written()) { // else it stands in the desk whatever came after
                return Fate.without(Fate.Kind.FAILED, id, error(e));
            }
        }
        return run.destination()
                .map(where -> new Fate(
                        desks.opened() ? Fate.Kind.OPENED : Fate.Kind.APPENDED,
                        id,
                        where.desk(),
                        where.options(),
                        "",
                        isAcknowledged(row)))
                .orElseGet(() -> Fate.without(Fate.Kind.DISMISSED, id, run.dismissal()));
    }

    /** Once in a conversation, as far as the trial goes back. */
    private boolean isAcknowledged(MessageRow row) {
        return progress.wishes().containsKey(row.seq()) && acknowledged.add(row.conversation());
    }

    /** One line of the innermost cause. An address in it may carry a password. */
    private static String error(Exception thrown) {
        Throwable cause = Causes.relevant(thrown);
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getMessage();
        String line = words.lines().findFirst().orElse("").strip();
        String safe = line.replaceAll("//[^/@\\s]+@", "//xxxxxx@")
                .replaceAll(
                        "(?i)((?:password|passphrase|secret|token|key|auth[a-z]*)[\"']?[=:]\\s*)[^&\\s,)]+",
                        "$1xxxxxx");
        return safe.length() > LONGEST_ERROR ? safe.substring(0, LONGEST_ERROR) + "..." : safe;
    }
}
