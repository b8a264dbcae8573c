package io.deskbridge.contract;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.RouteOption;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.WatchedDesk;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.core.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Desks of type {@code fake} on a {@link FakeDeskSystem}; route options {@code group} and {@code field.*}. They are
 * polled, and pushed to by a webhook call with the header {@code X-Signature: good} and a body of lines
 * {@code comment-id|ticket-id|text}.
 */
public final class FakeDeskType implements DeskType<FakeDeskType.Settings> {
    private final FakeDeskSystem system;

    public FakeDeskType(FakeDeskSystem system) {
        this.system = system;
    }

    /**
     * What a fake desk is configured with; nothing is needed.
     *
     * @param updates writes to one ticket within a minute; 0 when there is no limit
     * @param tags whether tickets carry tags
     */
    public record Settings(
            @DefaultValue("20ms") Duration pace,
            @DefaultValue("50ms") Duration settle,
            @DefaultValue("0") int updates,
            @DefaultValue("false") boolean tags) {}

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public List<RouteOption> options() {
        return List.of(
                RouteOption.text("group", "who works on it"),
                RouteOption.text("ticket-form", "what it looks like"),
                RouteOption.text("field.", "a field's value"));
    }

    @Override
    public Desk open(Settings settings, AccountContext context) {
        var desk = new FakeDesk(settings, context, system);
        return settings.tags() ? new TaggingFakeDesk(desk, system) : desk;
    }

    private record FakeDesk(Settings settings, AccountContext context, FakeDeskSystem system)
            implements PolledDesk, PushedDesk, WatchedDesk {

        @Override
        public DeskContract contract() {
            return new DeskContract(
                    "Fake desk",
                    settings.settle(),
                    settings.updates() == 0
                            ? Optional.empty()
                            : Optional.of(new DeskContract.UpdateLimit(settings.updates(), Duration.ofMinutes(1))),
                    1_000_000,
                    new Words("Your public comment", "Ihr öffentlicher Kommentar"),
                    new Words("Internal notes stay here.", "Interne Notizen bleiben hier."));
        }

        @Override
        public void check() {
            system.faulty().run("check", () -> true);
        }

        @Override
        public Ticket open(NewTicket ticket) {
            return system.faulty().run("open", () -> {
                context.handover().begins();
                return system.open(
                        context.name(), ticket.externalId(), ticket.subject(), ticket.entries(), ticket.options());
            });
        }

        @Override
        public Ticket append(Ticket ticket, Update update) {
            return system.faulty().run("append", () -> {
                context.handover().begins();
                return system.append(ticket, update.entries());
            });
        }

        @Override
        public void note(Ticket ticket, Note note) {
            system.faulty().run("note", () -> {
                context.handover().begins();
                system.note(ticket, note);
                return true;
            });
        }

        @Override
        public Optional<Ticket> find(Trace trace) {
            return system.faulty().run("find", () -> system.find(trace.externalId(), trace.key()));
        }

        @Override
        public Optional<Comment> publicNow(Comment comment) {
            return system.faulty().run("publicNow", () -> system.publicNow(comment.id()));
        }

        @Override
        public Reopened reopen(Ticket ticket) {
            return system.faulty().run("reopen", () -> system.reopen(ticket));
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            return system.faulty().run("fetch", () -> {
                Media file = system.file(attachment.reference());
                if (file.bytes().length > maxBytes) {
                    throw new Failure.Rejected("attachment is larger than " + maxBytes + " bytes");
                }
                return file;
            });
        }

        @Override
        public List<Source<Comment>> sources() {
            return List.of(new Source<>() {
                @Override
                public String name() {
                    return "comments";
                }

                @Override
                public Duration pace() {
                    return settings.pace();
                }

                @Override
                public Batch<Comment> poll(Cursor since) {
                    return system.faulty().run("poll", () -> {
                        String[] seen = (since.isStart() ? "0/0" : since.value()).split("/");
                        // comments and news of one moment, as if they were read at once
                        synchronized (system) {
                            int comments = Integer.parseInt(seen[0]);
                            int told = Integer.parseInt(seen[1]);
                            List<Comment> fresh = system.comments(context.name(), comments);
                            List<TicketNews> news = system.news(context.name(), told);
                            var next = new Cursor((comments + fresh.size()) + "/" + (told + news.size()));
                            return fresh.isEmpty() && news.isEmpty()
                                    ? Batch.nothing(since)
                                    : new Batch<>(fresh, next, false, news);
                        }
                    });
                }
            });
        }

        @Override
        public Receipt<Comment> receive(WebhookCall call) {
            return system.faulty().run("receive", () -> {
                if (!call.header("x-signature").equals(Optional.of("good"))) {
                    return Receipt.answer(WebhookAnswer.FORBIDDEN);
                }
                var comments = new ArrayList<Comment>();
                for (String line :
                        new String(call.body(), StandardCharsets.UTF_8).lines().toList()) {
                    String[] parts = line.split("\\|", 3);
                    comments.add(new Comment(
                            new CommentId(context.name(), parts[0]),
                            new Ticket(context.name(), parts[1], Optional.empty()),
                            new Agent("mia", "Mia"),
                            parts[2],
                            List.of(),
                            context.clock().instant()));
                }
                system.pushed(comments);
                return Receipt.of(comments);
            });
        }
    }
}
