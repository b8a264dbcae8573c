package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.store.LedgerQueries.Table;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the hub is and how much it holds. */
@RestController
@RequestMapping("/api")
@Tag(name = "Hub", description = "The hub itself")
class InfoController {
    private final LedgerCounts counts;
    private final Clock clock;
    private final boolean sandbox;

    InfoController(LedgerCounts counts, Clock clock, @Value("${deskbridge.sandbox.enabled:false}") boolean sandbox) {
        this.counts = counts;
        this.clock = clock;
        this.sandbox = sandbox;
    }

    @Schema(name = "Info")
    record Info(
            @Schema(description = "Whether the networks and desks are made up, for trying out") boolean sandbox,
            String version) {}

    @Schema(name = "Counts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CountsItem(
            @Schema(description = "How many in each state") Map<String, Long> messages,
            Map<String, Long> comments,
            Map<String, Long> replies,
            Map<String, Long> notes,
            Map<String, Long> acknowledgements,
            @Schema(description = "Messages and comments that no route takes") int unrouted,
            @Schema(description = "How long the oldest unfinished message has been here") long queueAgeSeconds) {}

    @GetMapping("/info")
    @Operation(summary = "What the hub is")
    Info info() {
        return new Info(
                sandbox,
                Objects.requireNonNullElse(
                        InfoController.class.getPackage().getImplementationVersion(), "development"));
    }

    @GetMapping("/counts")
    @Operation(summary = "How much the hub holds", description = "Counted at this moment.")
    CountsItem counts() {
        LedgerCounts.Counts found = counts.fresh();
        return new CountsItem(
                found.states().getOrDefault(Table.MESSAGE, Map.of()),
                found.states().getOrDefault(Table.COMMENT, Map.of()),
                found.states().getOrDefault(Table.REPLY, Map.of()),
                found.states().getOrDefault(Table.NOTE, Map.of()),
                found.states().getOrDefault(Table.ACKNOWLEDGEMENT, Map.of()),
                found.unrouted(),
                found.queueAge(clock.instant()).toSeconds());
    }
}
