package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.Fence;
import io.deskbridge.store.LeaseTable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What this process may work on. Where several processes share the ledger, each holds a fair part of all accounts to poll
 * and of all conversations, by leases that it prolongs; what a dead process held is taken over when its time has passed.
 * A process that could not prolong in time stops by itself. Where the ledger is embedded, everything is this process's.
 */
@Component
public class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    /** Conversations are dealt out in so many parts. */
    private static final int PARTS = 64;

    private static final String PART = "conversations/";
    private static final String PROCESS = "process/";
    private static final List<String> PART_NAMES =
            IntStream.range(0, PARTS).mapToObj(number -> PART + number).toList();

    private final LeaseTable table;
    private final Arrivals arrivals;
    private final Duration length;
    private final String process = PROCESS + UUID.randomUUID();
    private final Map<String, Tenure> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService keeper = Executors.newScheduledThreadPool(1, Threads.named("leases"));
    private volatile Collection<String> accounts = List.of();
    private volatile Runnable gained = () -> {};

    Leases(LeaseTable table, Arrivals arrivals, HubSettings settings, MeterRegistry registry) {
        this.table = table;
        this.arrivals = arrivals;
        this.length = settings.lease();
        Gauge.builder("deskbridge.share", this, Leases::share)
                .description("The part of all conversations that this process works on; 1 is all")
                .register(registry);
    }

    /**
     * Takes what is free, and from now on keeps it. Returns when the first leases are held.
     *
     * @param polled the accounts to poll, by {@code channel:<name>} and {@code desk:<name>}
     * @param gained called when this process may work on more conversations than before
     */
    void start(Collection<String> polled, Runnable gained) {
        if (!table.isShared()) {
            return;
        }
        this.accounts = List.copyOf(polled);
        this.gained = gained;
        arrivals.keepOnly(this::isMine);
        table.forget(PROCESS);
        keep();
        long pause = length.toMillis() / 4;
        keeper.scheduleWithFixedDelay(this::keep, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The part of all conversations that this process may work on: 0 is none, 1 is all. */
    double share() {
        if (!table.isShared()) {
            return 1;
        }
        long valid = PART_NAMES.stream().filter(name -> valid(name).isPresent()).count();
        return (double) valid / PARTS;
    }

    /** Whether this process works on the conversation. */
    boolean isMine(Conversation conversation) {
        return !table.isShared() || valid(part(conversation)).isPresent();
    }

    /**
     * Begins to work on a conversation; nobody else does until the work is closed, unless this process is stopped for
     * longer than a lease. Empty when another process works on it.
     */
    Optional<Work> onConversation(Conversation conversation) {
        return begin(part(conversation));
    }

    /** As {@link #onConversation}, for polling an account. */
    Optional<Work> onAccount(String account) {
        return begin(account);
    }

    private Optional<Work> begin(String name) {
        return table.isShared()
                ? valid(name).flatMap(Tenure::begin)
                : Optional.of(new Work(new Fence(name, 0), () -> {}));
    }

    private Optional<Tenure> valid(String name) {
        return Optional.ofNullable(held.get(name)).filter(Tenure::isValid);
    }

    /** Equal conversations are in equal parts, in every process and version; ids in a row are spread over all of them. */
    private static String part(Conversation conversation) {
        int hash =
                31 * conversation.channel().hashCode() + conversation.thread().hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b; // the last steps of MurmurHash3
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return PART_NAMES.get(Math.floorMod(hash ^ (hash >>> 16), PARTS));
    }

    /** Prolongs what is held, and takes what is free. */
    void keep() {
        try {
            long asked = System.nanoTime();
            var now = new ConcurrentHashMap<>(table.keep(process, length, this::plan));
            now.keySet().removeIf(name -> name.startsWith(PROCESS));
            // the database's time began to run when it was asked, at the latest
            long until = asked + length.toNanos() - length.toNanos() / 10;
            held.keySet().removeIf(name -> !now.containsKey(name));
            if (now.entrySet().stream().anyMatch(this::isTakenAnew)) {
                arrivals.forgetAll(); // before work begins there: others worked on it meanwhile
            }
            var news = new AtomicBoolean();
            now.forEach((name, epoch) -> held.compute(name, (unused, before) -> {
                if (before != null && before.epoch() == epoch) {
                    before.prolong(until);
                    return before;
                }
                news.set(news.get() || name.startsWith(PART));
                return new Tenure(new Fence(name, epoch), until);
            }));
            if (news.get()) {
                LOG.info("This process works on {} of {} parts of the conversations", parts(), PARTS);
                gained.run();
            }
        } catch (RuntimeException e) { // thrown further it would end the keeping for ever
            LOG.error("The leases could not be prolonged ({}); work stops when they end", e.getMessage());
        }
    }

    private boolean isTakenAnew(Map.Entry<String, Long> lease) {
        Tenure before = held.get(lease.getKey());
        return before == null || before.epoch() != lease.getValue();
    }

    private long parts() {
        return held.keySet().stream().filter(name -> name.startsWith(PART)).count();
    }

    private LeaseTable.Plan plan(List<LeaseTable.Lease> leases) {
        var plan = new LeasePlan(process, PROCESS, leases);
        plan.share(PART_NAMES);
        plan.share(accounts);
        held.forEach((name, tenure) -> {
            if (!plan.tooMuch().contains(name)) {
                tenure.goOn();
            }
        });
        return plan.settle(name -> {
            Tenure tenure = held.get(name);
            return tenure == null || tenure.giveUp();
        });
    }

    /** Prolongs nothing any more; what is held ends by itself. */
    void stopKeeping() {
        keeper.shutdownNow();
    }

    /** Gives everything back; nothing of this process may be at work any more. */
    @Override
    public void close() {
        stopKeeping();
        held.clear();
        if (table.isShared()) {
            try {
                table.giveBackAll(process);
            } catch (RuntimeException e) {
                LOG.warn("The leases could not be given back ({}); they end by themselves", e.getMessage());
            }
        }
    }

    /**
     * A piece of work that this process may do. Writes to the ledger belong under its fence.
     *
     * @param end says that the work is done
     */
    record Work(Fence fence, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
