package io.deskbridge.bench;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.RouteOption;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.Words;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type: stub}: desks that write into {@link Stub}. */
final class StubDeskType implements DeskType<StubDeskType.Settings> {
    /** What such a desk is configured with. */
    public record Settings(URI url) {}

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public List<RouteOption> options() {
        return List.of();
    }

    @Override
    public Desk open(Settings settings, AccountContext context) {
        return new OpenStub(context.name(), new Wire(context.http(), settings.url()));
    }

    private record OpenStub(String name, Wire wire) implements Desk {
        @Override
        public DeskContract contract() {
            return new DeskContract(
                    "Stub",
                    Duration.ofSeconds(1),
                    Optional.empty(),
                    1_000_000,
                    new Words("Your public comment", "Ihr öffentlicher Kommentar"),
                    new Words("Internal notes stay here.", "Interne Notizen bleiben hier."));
        }

        @Override
        public void check() {
            wire.get("/check", Map.of());
        }

        @Override
        public Ticket open(NewTicket ticket) {
            return write("", ticket.subject(), ticket.entries());
        }

        @Override
        public Ticket append(Ticket ticket, Update update) {
            return write(ticket.id(), update.subject(), update.entries());
        }

        private Ticket write(String ticket, String subject, List<Entry> entries) {
            List<Wire.Written> written = entries.stream()
                    .map(entry ->
                            new Wire.Written(entry.key(), entry.message().id().value(), entry.text()))
                    .toList();
            String account = entries.get(0).message().id().channel();
            return new Ticket(name, wire.write(account, ticket, subject, written), Optional.empty());
        }

        @Override
        public void note(Ticket ticket, Note note) {
            wire.note(note.text());
        }

        @Override
        public Optional<Ticket> find(Trace trace) {
            // "deskbridge:<channel>:<thread>"
            String account = trace.externalId().split(":", 3)[1];
            return wire.find(account, trace.key()).map(id -> new Ticket(name, id, Optional.empty()));
        }

        @Override
        public Optional<Comment> publicNow(Comment comment) {
            return Optional.empty();
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            throw new Failure.Rejected("the stub has no attachments");
        }
    }
}
