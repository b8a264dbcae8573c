package io.deskbridge.console;

import io.deskbridge.hub.Decisions;
import io.deskbridge.store.ReplyDecisions.Known;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person decides of replies. */
@RestController
@RequestMapping("/api/replies")
@Tag(name = "Replies", description = "What a person decides of replies that ended uncertain or failed")
class ReplyController {
    private final Decisions decisions;

    ReplyController(Decisions decisions) {
        this.decisions = decisions;
    }

    @Schema(name = "Decision", description = "What somebody saw on the network")
    record Decision(
            @Schema(description = "\"published\" or \"not published\"") @Nullable String outcome,
            @Schema(description = "The network's id of it, if known; with \"published\" only") @Nullable String sentId,
            @Schema(description = "Where people read it, if known; with \"published\" only") @Nullable
                    String permalink) {}

    /** Where the reply stands now. */
    record Decided(String item, long seq, String state) {}

    @PostMapping(path = "/{seq}/decide", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Decides an uncertain reply",
            description =
                    "`published` ends it so, and the agent reads that; `not published` sends it again, through all"
                            + " checks. Returns once that is stored; the work follows.")
    @ApiResponse(responseCode = "200", description = "It is decided")
    @ApiResponse(responseCode = "400", description = "Something is missing or misspelt; `detail` names it")
    @ApiResponse(responseCode = "404", description = "There is no such reply")
    @ApiResponse(responseCode = "409", description = "It is not uncertain")
    Decided decide(
            @Parameter(description = "The reply's `seq`") @PathVariable("seq") String seq,
            @RequestBody Decision decision) {
        long number = number(seq);
        String outcome = decision.outcome() == null ? "" : decision.outcome().strip();
        return switch (outcome) {
            case "published" ->
                decided(number, decisions.published(number, known(decision)), "published", "is not uncertain");
            case "not published" -> decided(number, decisions.notPublished(number), "waiting", "is not uncertain");
            default -> throw Mistake.bad("outcome: \"" + outcome + "\" must be \"published\" or \"not published\"");
        };
    }

    @PostMapping("/{seq}/replay")
    @Operation(
            summary = "Sends a failed reply again",
            description = "Through all checks. Returns once that is stored; the work follows.")
    @ApiResponse(responseCode = "200", description = "It waits for its turn")
    @ApiResponse(responseCode = "404", description = "There is no such reply")
    @ApiResponse(responseCode = "409", description = "It did not fail")
    Decided replay(@Parameter(description = "The reply's `seq`") @PathVariable("seq") String seq) {
        long number = number(seq);
        return decided(number, decisions.replay(number), "waiting", "did not fail");
    }

    private static Decided decided(long seq, Decisions.Answer answer, String state, String otherwise) {
        return switch (answer) {
            case DONE -> new Decided("reply", seq, state);
            case UNKNOWN -> throw Mistake.unknown("there is no reply " + seq);
            case NOT_OPEN -> throw Mistake.conflict("reply " + seq + " " + otherwise + "; see /api/replies");
        };
    }

    private static Known known(Decision decision) {
        return new Known(
                ListingReader.said(decision.sentId()),
                ListingReader.said(decision.permalink()).map(ReplyController::link));
    }

    private static URI link(String permalink) {
        try {
            return new URI(permalink);
        } catch (URISyntaxException e) {
            throw Mistake.bad("permalink: \"" + permalink + "\" must be an address");
        }
    }

    private static long number(String seq) {
        try {
            return Long.parseLong(seq);
        } catch (NumberFormatException e) {
            throw Mistake.unknown("seq: \"" + seq + "\" must be the number that the list shows as `seq`");
        }
    }
}
