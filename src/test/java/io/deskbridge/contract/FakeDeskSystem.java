package io.deskbridge.contract;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Note;
import io.deskbridge.core.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A help desk in memory, for {@link FakeDeskType}. Verbs that can be made to fail: {@code check}, {@code poll},
 * {@code receive}, {@code open}, {@code append}, {@code note}, {@code find}, {@code isPublic}, {@code fetch}.
 */
public final class FakeDeskSystem {
    private final Faulty faulty = new Faulty();
    private final List<Case> cases = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final Set<CommentId> hidden = new HashSet<>();
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

    /** An agent comments in public, where the desk's next poll finds it. */
    public synchronized Comment comment(Ticket ticket, String text, Attachment... attachments) {
        var id = new CommentId(ticket.desk(), "c" + (comments.size() + 1));
        var comment = new Comment(id, ticket, new Agent("mia", "Mia"), text, List.of(attachments), Instant.now());
        comments.add(comment);
        return comment;
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

    synchronized void note(Ticket ticket, Note note) {
        Case old = of(ticket);
        replace(old, old.entries(), join(old.notes(), List.of(note)), old.writes());
    }

    synchronized Optional<Ticket> find(String externalId, String key) {
        return casesOf(externalId).stream()
                .filter(found -> found.entries().stream()
                                .anyMatch(entry -> entry.key().equals(key))
                        || found.notes().stream().anyMatch(note -> note.key().equals(key)))
                .map(Case::ticket)
                .findFirst();
    }

    synchronized boolean isPublic(CommentId id) {
        return !hidden.contains(id);
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
