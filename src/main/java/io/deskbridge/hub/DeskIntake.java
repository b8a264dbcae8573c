package io.deskbridge.hub;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentStanding;
import io.deskbridge.store.Cursors;
import io.deskbridge.store.Intake;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.TicketReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Stores what desks tell: public comments, and beside them news of tickets. Of an internal note it is only looked whether it
 * looks like an answer; its words end here.
 */
@Component
class DeskIntake {
    /** What an agent does to an older comment says nothing of what the customer shall read. */
    private static final Duration LATELY = Duration.ofDays(30);

    private final CommentLedger ledger;
    private final Links links;
    private final Numbering numbering;
    private final boolean hintUnseen;
    private final boolean tellWithheld;
    private final Locale language;
    private final Clock clock;

    DeskIntake(
            CommentLedger ledger,
            Links links,
            Numbering numbering,
            TicketSettings settings,
            HubSettings hub,
            Clock clock) {
        this.ledger = ledger;
        this.links = links;
        this.numbering = numbering;
        this.hintUnseen = settings.hintUnseen();
        this.tellWithheld = settings.tellWithheld();
        this.language = hub.language();
        this.clock = clock;
    }

    /** Stores what a poll brought and moves its cursor; returns when all is on disk. */
    Intake take(Cursors.Place place, Batch<Comment> batch) {
        return ledger.take(place, batch, report(batch.news()));
    }

    /** Stores comments that another process reads as well, with the news that come with them. */
    Intake take(List<Comment> comments) {
        return ledger.take(comments);
    }

    /**
     * Stores how one comment stands, where a desk tells that by itself; returns when it is on disk.
     *
     * @param news that come with it
     * @return nothing taken and nothing repeated when something newer is known, or the comment in another ticket
     */
    Intake take(CommentStanding standing, List<TicketNews> news) {
        // what was taken back is as good as gone: nobody says which of both
        Optional<TicketNews.Wording> now = standing.content()
                .map(comment -> new TicketNews.Wording(comment.id(), Optional.of(comment.text()), true));
        List<TicketReport.PublishedComment> published = ledger
                .published(
                        standing.id().desk(),
                        standing.ticketId(),
                        Instant.EPOCH,
                        clock.instant().minus(LATELY))
                .stream()
                .filter(row -> row.comment().comment().id().equals(standing.id()))
                .map(row -> standing(now, standing.content().map(comment -> references(comment.attachments())), row))
                .toList();
        TicketReport report = report(news);
        return ledger.take(
                standing, new TicketReport(report.standings(), report.notes(), published, report.withheld()));
    }

    /** Stores news that came without a comment; returns when they are on disk. */
    Intake take(TicketNews news) {
        return ledger.take(report(List.of(news)));
    }

    /** Stores what was pushed; done when it is on disk. */
    CompletableFuture<Intake> submit(Receipt<Comment> receipt) {
        return ledger.submit(receipt.items(), report(receipt.news()));
    }

    private TicketReport report(List<TicketNews> news) {
        if (news.isEmpty()) {
            return TicketReport.NOTHING;
        }
        var standings = new ArrayList<TicketNews.Standing>();
        var notes = new ArrayList<TicketReport.NoteLikeAnswer>();
        var published = new ArrayList<TicketReport.PublishedComment>();
        var withheld = new ArrayList<TicketReport.WithheldComment>();
        for (TicketNews one : news) {
            if (one instanceof TicketNews.Standing standing) {
                standings.add(standing);
            } else if (one instanceof TicketNews.InternalNote note && hintUnseen) {
                likeAnswer(note).ifPresent(notes::add);
            } else if (one instanceof TicketNews.Wordings wordings) {
                published.addAll(standings(wordings));
            } else if (one instanceof TicketNews.Withheld comment && tellWithheld) {
                withheld.add(new TicketReport.WithheldComment(
                        comment.id(),
                        comment.ticket(),
                        comment.once(),
                        comment.agent().name(),
                        comment.writtenAt(),
                        comment.why().in(language)));
            }
        }
        return new TicketReport(standings, notes, published, withheld);
    }

    private List<TicketReport.PublishedComment> standings(TicketNews.Wordings wordings) {
        Ticket ticket = wordings.ticket();
        var there = new HashMap<CommentId, TicketNews.Wording>();
        wordings.there().forEach(wording -> there.put(wording.id(), wording));
        return ledger
                .published(
                        ticket.desk(),
                        ticket.id(),
                        wordings.since(),
                        clock.instant().minus(LATELY))
                .stream()
                .map(row -> standing(
                        Optional.ofNullable(there.get(row.comment().comment().id())), wordings.files(), row))
                .toList();
    }

    private static TicketReport.PublishedComment standing(
            Optional<TicketNews.Wording> now, Optional<Set<String>> files, CommentLedger.Published published) {
        Comment known = published.comment().comment();
        String state = state(now, known, published.reply());
        boolean fewer = now.isPresent()
                && files.filter(there ->
                                !there.containsAll(references(published.reply().attachments())))
                        .isPresent();
        return new TicketReport.PublishedComment(
                known.id(), known.ticket(), fewer ? state + "-without-a-file" : state, known.writtenAt());
    }

    private static Set<String> references(List<Attachment> files) {
        return files.stream().map(Attachment::reference).collect(Collectors.toSet());
    }

    private static String state(Optional<TicketNews.Wording> now, Comment known, ReplyRow.Content reply) {
        if (now.isEmpty()) {
            return "gone";
        }
        if (now.get().text().isEmpty()) {
            return TicketReport.PublishedComment.AS_PUBLISHED;
        }
        if (!now.get().isPublic()) {
            return "private";
        }
        String text = now.get().text().get();
        if (!ChangedComments.same(text, known.text())) {
            return Integer.toHexString(text.hashCode());
        }
        // it may have been changed before it went out, or the network followed a change, and is as it was first now
        String words = ReplyTarget.words(Insisted.of(known).comment());
        return ChangedComments.holds(reply.text(), words) ? TicketReport.PublishedComment.AS_PUBLISHED : "first";
    }

    private Optional<TicketReport.NoteLikeAnswer> likeAnswer(TicketNews.InternalNote note) {
        Optional<Conversation> conversation =
                links.ofTicket(note.ticket().desk(), note.ticket().id()).map(Link::conversation);
        AnswerLikeness likeness = AnswerLikeness.of(
                note.text(),
                conversation.map(this::customers).orElse(List.of()),
                conversation.filter(found -> answers(note.agent(), found)).isPresent());
        return likeness.isAnswer()
                ? Optional.of(new TicketReport.NoteLikeAnswer(
                        note.id(), note.ticket(), note.agent().name(), note.writtenAt(), likeness.told()))
                : Optional.empty();
    }

    private List<Author> customers(Conversation conversation) {
        return numbering.recent(conversation).stream()
                .map(row -> row.message().author())
                .distinct()
                .toList();
    }

    private boolean answers(Agent agent, Conversation conversation) {
        return ledger.of(conversation).stream()
                .anyMatch(row -> row.comment().agent().id().equals(agent.id()));
    }
}
