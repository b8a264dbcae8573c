package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.TaggingDesk;
import io.deskbridge.store.DeliveryMarkLedger;
import io.deskbridge.store.DeliveryMarkRow;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows as a tag of the ticket how far its newest answer came. What to show is read from the ledger at the moment of
 * writing, so that much news at once is one write, and nothing goes back. No note waits for it, and it is no dead letter.
 */
@Component
class DeliveryMarkWork {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryMarkWork.class);
    private static final int AT_ONCE = 20;
    private static final String CALL = "tag";
    private static final Set<String> FAMILY = Arrays.stream(Stage.values())
            .filter(stage -> stage != Stage.SENT)
            .map(DeliveryMarkWork::tag)
            .collect(Collectors.toUnmodifiableSet());

    private final Remotes remotes;
    private final Links links;
    private final DeliveryMarkLedger ledger;
    private final WriteBudget budget;
    private final NoteSettings settings;
    private final Verdict.Judge judge;
    private final Clock clock;

    DeliveryMarkWork(
            Remotes remotes,
            Links links,
            DeliveryMarkLedger ledger,
            WriteBudget budget,
            NoteSettings settings,
            HubSettings hubSettings,
            Clock clock) {
        this.remotes = remotes;
        this.links = links;
        this.ledger = ledger;
        this.budget = budget;
        this.settings = settings;
        this.judge = new Verdict.Judge(hubSettings, clock);
        this.clock = clock;
    }

    /**
     * Works on all of the conversation's tickets; they do not wait for each other.
     *
     * @return when to go on; empty when nothing is left
     */
    Optional<Instant> run(Conversation conversation) {
        List<DeliveryMarkRow> rows = ledger.unfinished(conversation, AT_ONCE);
        Optional<Instant> next = Optional.empty();
        for (DeliveryMarkRow row : rows) {
            Optional<Instant> wait = row.isDue(clock.instant()) ? carry(row) : Optional.of(row.dueAt());
            next = Stream.concat(next.stream(), wait.stream()).min(Comparator.naturalOrder());
        }
        return next;
    }

    private Optional<Instant> carry(DeliveryMarkRow row) {
        try {
            show(row);
            return Optional.empty();
        } catch (RuntimeException e) {
            Verdict verdict = judge.of(e, row.attempts(), row.strikes());
            if (verdict.again().isEmpty()) {
                LOG.info(
                        "{} ticket {} does not show what became of its answer: {}",
                        row.desk(),
                        row.ticketId(),
                        verdict.reason());
                ledger.settle(row, verdict.reason());
            } else {
                ledger.postpone(row, verdict.reason(), verdict.again().get(), verdict.tally());
            }
            return verdict.again();
        }
    }

    private void show(DeliveryMarkRow row) {
        if (settings.delivery() != NoteSettings.Delivery.TAG) {
            ledger.settle(row, "deskbridge.notes.delivery says so");
            return;
        }
        Optional<Stage> stage = ledger.wanted(row);
        if (stage.equals(row.stands())) {
            ledger.settle(row, "the ticket shows it already");
            return;
        }
        Remote<Desk, DeskContract> desk = remotes.desk(row.desk());
        if (!desk.can(TaggingDesk.class)) {
            ledger.settle(row, row.desk() + " has no tags");
            return;
        }
        Link link = links.ofTicket(row.desk(), row.ticketId())
                .orElseThrow(() -> new Failure.Rejected("ticket " + row.ticketId() + " is not linked"));
        budget.nextMark(link).ifPresent(time -> {
            throw new Held("the writes to ticket " + row.ticketId() + " are left to messages and notes for now", time);
        });
        Optional<String> tag = stage.map(DeliveryMarkWork::tag);
        desk.call(row.conversation(), CALL, open -> {
            ((TaggingDesk) open).show(link.ticket(), FAMILY, tag);
            return link;
        });
        ledger.shown(row, stage, tag.orElse("no tag"));
    }

    private static String tag(Stage stage) {
        return "deskbridge_" + stage.name().toLowerCase(Locale.ROOT);
    }
}
