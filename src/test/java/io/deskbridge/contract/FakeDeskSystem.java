package io.deskbridge.contract;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Media;
import io.deskbridge.core.Note;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.WatchedDesk;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A help desk in memory, for {@link FakeDeskType}. Verbs that can be made to fail: {@code check}, {@code poll},
 * {@code receive}, {@code open}, {@code append}, {@code note}, {@code tag}, {@code show}, {@code find}, {@code publicNow}, {@code fetch},
 * {@code reopen}.
 */
public final class FakeDeskSystem {
    private final Faulty faulty = new Faulty();
    private volatile Clock clock = Clock.systemUTC();
    private final List<Case> cases = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Comment> pushed = new ArrayList<>();
    private final Set<CommentId> hidden = new HashSet<>();
    private final Map<String, Media> files = new HashMap<>();
    private final Map<Ticket, Set<String>> tags = new HashMap<>();
    private final List<TicketNews> news = new ArrayList<>();
    private final Set<Ticket> solved = new HashSet<>();
    private boolean reopens = true;
    private final Map<String, java.util.function.Supplier<RuntimeException>> poison =
            new java.util.concurrent.ConcurrentHashMap<>();

    /**
     * A ticket as it stands in the desk.
     *
     * @param writes how many calls wrote entries into it
     */
    public record Case(
            Ticket ticket,
            String externalId,
            String subject,
            Map<String, String> options,
            List<Entry> entries,
            List<Note> notes,
            int writes) {}

    /** The next call of the verb fails before anything is done; several wait in a queue. */
    public void failNext(String verb, RuntimeException failure) {
        faulty.failBefore(verb, failure);
    }

    /** The next call of the verb does its work and fails afterwards, as when the answer is lost. */
    public void failAfterNext(String verb, RuntimeException failure) {
        faulty.failAfter(verb, failure);
    }

    /** Every call of every verb fails before anything is done, until {@link #works}. */
    public void fails(java.util.function.Supplier<RuntimeException> failure) {
        faulty.fails(failure);
    }

    public void works() {
        faulty.works();
    }

    /** Calls of the verb wait from now on until {@link #letGo}. */
    public void hold(String verb) {
        faulty.hold(verb);
    }

    /** Calls of the verb do their work from now on and answer after {@link #letGo}. */
    public void holdAnswer(String verb) {
        faulty.holdAnswer(verb);
    }

    public void letGo(String verb) {
        faulty.letGo(verb);
    }

    /** Each write that has this message in it fails. */
    public void failsFor(String messageId, java.util.function.Supplier<RuntimeException> failure) {
        poison.put(messageId, failure);
    }

    public void takes(String messageId) {
        poison.remove(messageId);
    }

    private void failForPoison(List<Entry> entries) {
        entries.stream()
                .map(entry -> poison.get(entry.message().id().value()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure.get();
                });
    }

    /** How often the verb was called, failures included. */
    public int calls(String verb) {
        return faulty.calls(verb);
    }

    /** The most calls of the verb that were made side by side. */
    public int mostAtOnce(String verb) {
        return faulty.mostAtOnce(verb);
    }

    /** All tickets, oldest first. */
    public synchronized List<Case> cases() {
        return List.copyOf(cases);
    }

    /** The tickets of a conversation, oldest first. */
    public synchronized List<Case> casesOf(String externalId) {
        return cases.stream()
                .filter(found -> found.externalId().equals(externalId))
                .toList();
    }

    /** What an attachment with that reference has. */
    public synchronized void file(String reference, Media media) {
        files.put(reference, media);
    }

    synchronized Media file(String reference) {
        return files.getOrDefault(reference, new Media("fake.txt", "text/plain", new byte[] {1}));
    }

    /** An agent comments in public, where the desk's next poll finds it. */
    public Comment comment(Ticket ticket, String text, Attachment... attachments) {
        return commentAs(new Agent("mia", "Mia"), ticket, text, attachments);
    }

    /** As the other one, by that agent. */
    public synchronized Comment commentAs(Agent agent, Ticket ticket, String text, Attachment... attachments) {
        var id = new CommentId(ticket.desk(), "c" + (comments.size() + 1));
        var comment = new Comment(id, ticket, agent, text, List.of(attachments), clock.instant());
        comments.add(comment);
        return comment;
    }

    /** An agent solves the ticket. */
    public synchronized void solve(Ticket ticket) {
        solved.add(ticket);
        news.add(new TicketNews.Standing(ticket, true, clock.instant()));
    }

    /** An agent opens the ticket again. */
    public synchronized void open(Ticket ticket) {
        solved.remove(ticket);
        news.add(new TicketNews.Standing(ticket, false, clock.instant()));
    }

    /** The ticket changes in a way that is of no interest; the desk tells how it stands. */
    public synchronized void touch(Ticket ticket) {
        news.add(new TicketNews.Standing(ticket, solved.contains(ticket), clock.instant()));
    }

    public synchronized boolean isSolved(Ticket ticket) {
        return solved.contains(ticket);
    }

    /** Solved tickets stay so from now on. */
    public synchronized void reopensNothing() {
        reopens = false;
    }

    /** An agent writes an internal note. */
    public synchronized void internalNote(Ticket ticket, String text) {
        var id = new CommentId(ticket.desk(), "i" + (news.size() + 1));
        news.add(new TicketNews.InternalNote(id, ticket, new Agent("mia", "Mia"), text, clock.instant()));
    }

    /** An agent writes what the desk shows to the customer and its rule keeps inside. */
    public synchronized void withholds(Ticket ticket, String once, String why) {
        withholds(new CommentId(ticket.desk(), "w" + (news.size() + 1)), ticket, once, why, clock.instant());
    }

    /** As the other one, of that comment. */
    public synchronized void withholds(
            CommentId id, Ticket ticket, String once, String why, java.time.Instant writtenAt) {
        var words = new io.deskbridge.core.Words(why, why + " (de)");
        news.add(new TicketNews.Withheld(id, ticket, new Agent("mia", "Mia"), once, words, writtenAt));
    }

    /** The agent changes the comment, and the desk tells how the ticket's comments stand. */
    public synchronized void changes(Comment comment, String text) {
        edit(comment.id(), text);
        tellWordings(comment.ticket());
    }

    /** The agent takes the comment back, and the desk tells how the ticket's comments stand. */
    public synchronized void takesBack(Comment comment) {
        hide(comment.id());
        tellWordings(comment.ticket());
    }

    /** The agent takes the comment's files away, and the desk tells how the ticket's comments stand. */
    public synchronized void takesFilesAway(Comment comment) {
        comments.replaceAll(known -> known.id().equals(comment.id())
                ? new Comment(known.id(), known.ticket(), known.agent(), known.text(), List.of(), known.writtenAt())
                : known);
        tellWordings(comment.ticket());
    }

    /** The comment is public again. */
    public synchronized void shows(Comment comment) {
        hidden.remove(comment.id());
    }

    public synchronized void tellWordings(Ticket ticket) {
        news.add(new TicketNews.Wordings(
                ticket,
                java.time.Instant.EPOCH,
                comments.stream()
                        .filter(comment -> comment.ticket().equals(ticket))
                        .map(comment -> new TicketNews.Wording(
                                comment.id(), Optional.of(comment.text()), !hidden.contains(comment.id())))
                        .toList(),
                Optional.of(comments.stream()
                        .flatMap(comment -> comment.attachments().stream())
                        .map(Attachment::reference)
                        .collect(java.util.stream.Collectors.toSet()))));
    }

    /** The desk tells everything of its tickets again. */
    public synchronized void tellsAgain() {
        news.addAll(List.copyOf(news));
    }

    synchronized List<TicketNews> news(String desk, int since) {
        List<TicketNews> own =
                news.stream().filter(one -> one.ticket().desk().equals(desk)).toList();
        return own.subList(Math.min(since, own.size()), own.size());
    }

    synchronized WatchedDesk.Reopened reopen(Ticket ticket) {
        if (!solved.contains(ticket)) {
            return WatchedDesk.Reopened.WAS_OPEN;
        }
        if (!reopens) {
            return WatchedDesk.Reopened.NOT_ALLOWED;
        }
        open(ticket);
        return WatchedDesk.Reopened.DONE;
    }

    /** The desk's clock; the system's unless another one is set. */
    public void clock(Clock other) {
        clock = other;
    }

    /** From now on the comment is private. */
    public synchronized void hide(CommentId id) {
        hidden.add(id);
    }

    Faulty faulty() {
        return faulty;
    }

    synchronized Ticket open(
            String desk, String externalId, String subject, List<Entry> entries, Map<String, String> options) {
        failForPoison(entries);
        var ticket = new Ticket(desk, String.valueOf(cases.size() + 1), Optional.empty());
        cases.add(new Case(ticket, externalId, subject, options, List.copyOf(entries), List.of(), 1));
        return ticket;
    }

    synchronized Ticket append(Ticket ticket, List<Entry> more) {
        failForPoison(more);
        Case old = of(ticket);
        replace(old, join(old.entries(), more), old.notes(), old.writes() + 1);
        return ticket;
    }

    /** A write was done, and its answer lost. */
    public synchronized void stands(Ticket ticket, Entry entry) {
        append(ticket, List.of(entry));
    }

    synchronized void note(Ticket ticket, Note note) {
        Case old = of(ticket);
        replace(old, old.entries(), join(old.notes(), List.of(note)), old.writes());
    }

    synchronized boolean tag(Ticket ticket, String tag) {
        return tags.computeIfAbsent(ticket, unused -> new HashSet<>()).add(tag);
    }

    synchronized boolean show(Ticket ticket, Set<String> family, Optional<String> tag) {
        Set<String> there = tags.computeIfAbsent(ticket, unused -> new HashSet<>());
        boolean changed = there.removeAll(family);
        return tag.map(there::add).orElse(changed);
    }

    /** The ticket's tags, in no order. */
    public synchronized Set<String> tags(Ticket ticket) {
        return Set.copyOf(tags.getOrDefault(ticket, Set.of()));
    }

    synchronized Optional<Ticket> find(String externalId, String key) {
        return casesOf(externalId).stream()
                .filter(found -> found.entries().stream()
                                .anyMatch(entry -> entry.key().equals(key))
                        || found.notes().stream().anyMatch(note -> note.key().equals(key)))
                .map(Case::ticket)
                .findFirst();
    }

    /** The agent changes what the comment says. */
    public synchronized void edit(CommentId id, String text) {
        comments.replaceAll(old -> old.id().equals(id)
                ? new Comment(id, old.ticket(), old.agent(), text, old.attachments(), old.writtenAt())
                : old);
    }

    /** Comments of which only webhooks tell. */
    synchronized void pushed(List<Comment> more) {
        pushed.addAll(more);
    }

    synchronized Optional<Comment> publicNow(CommentId id) {
        return Stream.concat(comments.stream(), pushed.stream())
                .filter(comment -> comment.id().equals(id) && !hidden.contains(id))
                .findFirst();
    }

    synchronized List<Comment> comments(String desk, int since) {
        List<Comment> own = comments.stream()
                .filter(comment -> comment.id().desk().equals(desk))
                .toList();
        return own.subList(Math.min(since, own.size()), own.size());
    }

    private Case of(Ticket ticket) {
        return cases.stream()
                .filter(found -> found.ticket().equals(ticket))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no ticket " + ticket.id() + " in the fake desk"));
    }

    private void replace(Case old, List<Entry> entries, List<Note> notes, int writes) {
        cases.set(
                cases.indexOf(old),
                new Case(old.ticket(), old.externalId(), old.subject(), old.options(), entries, notes, writes));
    }

    private static <T> List<T> join(List<T> left, List<T> right) {
        var all = new ArrayList<>(left);
        all.addAll(right);
        return List.copyOf(all);
    }
}
