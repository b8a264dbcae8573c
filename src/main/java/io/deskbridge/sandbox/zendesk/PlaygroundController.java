package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person who plays agent sees: no part of Zendesk's API. */
@RestController
@SandboxPart
@RequestMapping(Paths.ROOT)
class PlaygroundController {
    private final Tickets tickets;
    private final People people;

    record Shown(
            long id,
            String subject,
            String status,
            String requester,
            @Nullable String externalId,
            List<String> tags,
            List<ShownComment> comments) {}

    record ShownComment(
            long id,
            String author,
            @JsonProperty("public") boolean isPublic,
            String body,
            List<String> files,
            Instant at) {}

    PlaygroundController(Tickets tickets, People people) {
        this.tickets = tickets;
        this.people = people;
    }

    /** The newest tickets first. */
    @GetMapping("/tickets")
    List<Shown> newest(@RequestParam(defaultValue = "20") int limit) {
        List<Shown> all = new ArrayList<>(tickets.list(ticket -> true, this::shown));
        Collections.reverse(all);
        return all.subList(0, Math.max(0, Math.min(limit, all.size())));
    }

    @GetMapping(value = "/agent/tickets/{id}", produces = "text/html;charset=UTF-8")
    String page(@PathVariable long id) {
        return TicketPage.of(tickets.show(id, this::shown));
    }

    private Shown shown(Ticket ticket) {
        return new Shown(
                ticket.id,
                ticket.subject,
                ticket.status,
                people.name(ticket.requester),
                ticket.externalId,
                List.copyOf(ticket.tags),
                ticket.comments().map(this::shown).toList());
    }

    private ShownComment shown(Audit audit) {
        Said said = Objects.requireNonNull(audit.said());
        return new ShownComment(
                said.id(),
                people.name(said.authorId()),
                said.isPublic(),
                said.body(),
                said.files().stream().map(Upload::fileName).toList(),
                audit.at());
    }
}
