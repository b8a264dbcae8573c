package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.store.CommentStanding;
import io.deskbridge.store.CommentStandings;
import io.deskbridge.store.Intake;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageRow;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps in the ledger what is told of agents' comments. */
@Component
class CommentsInLedger implements AgentComments.Door {
    private final DeskIntake intake;
    private final CommentStandings standings;
    private final Links links;
    private final Numbering numbering;
    private final EntryText texts;
    private final Accounts accounts;
    private final WakeUps wakeUps;

    CommentsInLedger(
            DeskIntake intake,
            CommentStandings standings,
            Links links,
            Numbering numbering,
            EntryText texts,
            Accounts accounts,
            WakeUps wakeUps) {
        this.intake = intake;
        this.standings = standings;
        this.links = links;
        this.numbering = numbering;
        this.texts = texts;
        this.accounts = accounts;
        this.wakeUps = wakeUps;
    }

    @Override
    public Intake take(CommentStanding standing) {
        Intake taken = intake.take(standing);
        taken.lanes().forEach(wakeUps::wake);
        return taken;
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
    public boolean isOurs(Comment comment) {
        Optional<OpenDesk> desk = accounts.desk(comment.ticket().desk());
        Optional<Link> link =
                links.ofTicket(comment.ticket().desk(), comment.ticket().id());
        return desk.isPresent()
                && link.isPresent()
                && numbering.recent(link.get().conversation()).stream()
                        .anyMatch(row -> isEntry(comment, row, desk.get()));
    }

    private boolean isEntry(Comment comment, MessageRow row, OpenDesk desk) {
        return comment.text().contains("———") && (reads(comment, row, desk, true) || reads(comment, row, desk, false));
    }

    private boolean reads(Comment comment, MessageRow row, OpenDesk desk, boolean opens) {
        return ChangedComments.same(
                comment.text(), texts.entry(row, desk.desk().contract(), opens).text());
    }
}
