package io.deskbridge.route;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Message;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.hub.WriteKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a route that writes into a desk is asked.
 *
 * @param body plain maps, lists, texts and numbers, so that a step can make JSON of it; what is not there is left out
 * @param key by which the desk can know a write again; empty for a question, and for what is as good twice as once
 */
record EntryAsk(Map<String, Object> body, Optional<String> key) {
    static final String ASK = "ask";
    private static final String REOPEN = "reopen";
    private static final String FIND = "find";
    private static final String TICKET = "ticket";

    static EntryAsk open(String desk, NewTicket ticket) {
        Map<String, Object> body = written("open", desk, ticket.externalId(), ticket.subject(), ticket.entries());
        body.put("options", ticket.options());
        return write(body);
    }

    static EntryAsk append(String desk, Ticket ticket, Update update) {
        Map<String, Object> body = written("append", desk, update.externalId(), update.subject(), update.entries());
        body.put(TICKET, ticket(ticket));
        body.put("options", update.options());
        return write(body);
    }

    static EntryAsk note(String desk, Ticket ticket, Note note) {
        Map<String, Object> body = asking("note");
        body.put("key", WriteKey.of(desk, note.key()));
        body.put(TICKET, ticket(ticket));
        body.put("text", note.text());
        return write(body);
    }

    static EntryAsk find(String desk, Trace trace) {
        Map<String, Object> body = asking(FIND);
        body.put("key", WriteKey.of(desk, trace.key()));
        body.put("conversation", trace.externalId());
        trace.ticket().ifPresent(known -> body.put(TICKET, ticket(known)));
        return new EntryAsk(body, Optional.empty());
    }

    static EntryAsk comment(Comment comment) {
        Map<String, Object> body = asking("comment");
        body.put(TICKET, ticket(comment.ticket()));
        body.put("comment", Map.of("id", comment.id().value()));
        return new EntryAsk(body, Optional.empty());
    }

    static EntryAsk check() {
        return new EntryAsk(asking("check"), Optional.empty());
    }

    static EntryAsk reopen(Ticket ticket) {
        Map<String, Object> body = asking(REOPEN);
        body.put(TICKET, ticket(ticket));
        return new EntryAsk(body, Optional.empty());
    }

    boolean writes() {
        return key.isPresent() || REOPEN.equals(body.get(ASK));
    }

    boolean isFind() {
        return FIND.equals(body.get(ASK));
    }

    private static Map<String, Object> asking(String what) {
        var body = new LinkedHashMap<String, Object>();
        body.put(ASK, what);
        return body;
    }

    private static EntryAsk write(Map<String, Object> body) {
        return new EntryAsk(body, Optional.of(String.valueOf(body.get("key"))));
    }

    private static Map<String, Object> written(
            String what, String desk, String externalId, String subject, List<Entry> entries) {
        Map<String, Object> body = asking(what);
        body.put("key", WriteKey.of(desk, entries.get(0).key()));
        body.put("conversation", externalId);
        body.put("subject", subject);
        body.put("text", entries.stream().map(Entry::text).collect(Collectors.joining("\n\n")));
        body.put("author", author(entries.get(0).message().author()));
        body.put("entries", entries.stream().map(entry -> entry(desk, entry)).toList());
        return body;
    }

    private static Map<String, Object> ticket(Ticket ticket) {
        var known = new LinkedHashMap<String, Object>();
        known.put("id", ticket.id());
        ticket.url().map(URI::toString).ifPresent(url -> known.put("url", url));
        return known;
    }

    private static Map<String, Object> author(Author author) {
        var known = new LinkedHashMap<String, Object>();
        known.put("id", author.id());
        known.put("handle", author.handle());
        known.put("name", author.name());
        author.profile().map(URI::toString).ifPresent(profile -> known.put("profile", profile));
        known.put("verified", author.verified());
        return known;
    }

    private static Map<String, Object> entry(String desk, Entry entry) {
        Message message = entry.message();
        var known = new LinkedHashMap<String, Object>();
        known.put("key", WriteKey.of(desk, entry.key()));
        known.put("text", entry.text());
        known.put("words", message.text());
        known.put("channel", message.id().channel());
        known.put("kind", message.kind().name().toLowerCase(Locale.ROOT));
        known.put("author", author(message.author()));
        known.put("sentAt", message.sentAt().toString());
        message.permalink().map(URI::toString).ifPresent(link -> known.put("permalink", link));
        message.stars().ifPresent(stars -> known.put("stars", stars));
        known.put(
                "attachments",
                message.attachments().stream().map(EntryAsk::attachment).toList());
        return known;
    }

    /** What only its channel can fetch has no address. */
    private static Map<String, Object> attachment(Attachment attachment) {
        var known = new LinkedHashMap<String, Object>();
        known.put("type", attachment.type().name().toLowerCase(Locale.ROOT));
        attachment.name().ifPresent(name -> known.put("name", name));
        attachment.description().ifPresent(words -> known.put("description", words));
        if (attachment.reference().matches("https?://.*")) {
            known.put("url", attachment.reference());
        }
        return known;
    }
}
