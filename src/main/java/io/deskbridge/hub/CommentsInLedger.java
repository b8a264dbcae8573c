package io.deskbridge.hub;

import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.store.CommentStanding;
import io.deskbridge.store.CommentStandings;
import io.deskbridge.store.Intake;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteLedger;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps in the ledger what is told of agents' comments. */
@Component
class CommentsInLedger implements AgentComments.Door {
    private final DeskIntake intake;
    private final CommentStandings standings;
    private final Links links;
    private final Numbering numbering;
    private final NoteLedger notes;
    private final EntryText texts;
    private final Accounts accounts;
    private final WakeUps wakeUps;

    CommentsInLedger(
            DeskIntake intake,
            CommentStandings standings,
            Links links,
            Numbering numbering,
            NoteLedger notes,
            EntryText texts,
            Accounts accounts,
            WakeUps wakeUps) {
        this.intake = intake;
        this.standings = standings;
        this.links = links;
        this.numbering = numbering;
        this.notes = notes;
        this.texts = texts;
        this.accounts = accounts;
        this.wakeUps = wakeUps;
    }

    @Override
    public Intake take(CommentStanding standing, Optional<TicketNews.InternalNote> note) {
        Intake taken = intake.take(
                standing,
                note.filter(words -> isLinked(words.ticket()))
                        .map(List::<TicketNews>of)
                        .orElse(List.of()));
        taken.lanes().forEach(wakeUps::wake);
        return taken;
    }

    /** A program may tell of all tickets that its desk has. */
    @Override
    public void take(TicketNews.Standing standing) {
        if (isLinked(standing.ticket())) {
            intake.take(standing).lanes().forEach(wakeUps::wake);
        }
    }

    private boolean isLinked(Ticket ticket) {
        return conversationOf(ticket).isPresent();
    }

    @Override
    public Optional<Conversation> conversationOf(Ticket ticket) {
        return links.ofTicket(ticket.desk(), ticket.id()).map(Link::conversation);
    }

    @Override
    public Optional<CommentStanding> known(CommentId id) {
        return standings.find(id);
    }

    /**
     * A help desk lists what the hub wrote beside what agents wrote, and a route that forgets to tell them apart must
     * not send customers their own words.
     */
    @Override
    public boolean isOurs(Ticket ticket, String text) {
        Optional<OpenDesk> desk = accounts.desk(ticket.desk());
        Optional<Conversation> conversation = conversationOf(ticket);
        if (desk.isEmpty() || conversation.isEmpty()) {
            return false;
        }
        return notes.of(conversation.get()).stream().anyMatch(note -> ChangedComments.same(text, note.text()))
                || numbering.recent(conversation.get()).stream().anyMatch(row -> isEntry(text, row, desk.get()));
    }

    private boolean isEntry(String text, MessageRow row, OpenDesk desk) {
        return text.contains("———") && (reads(text, row, desk, true) || reads(text, row, desk, false));
    }

    private boolean reads(String text, MessageRow row, OpenDesk desk, boolean opens) {
        return ChangedComments.same(
                text, texts.entry(row, desk.desk().contract(), opens).text());
    }
}
