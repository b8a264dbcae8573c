package io.deskbridge.console;

import io.deskbridge.hub.WakeUps;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.Lane;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.NoteLedger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was given up and waits for a person. */
@RestController
@RequestMapping("/api/dead-letters")
@Tag(name = "Dead letters", description = "What was given up and is kept for a person")
class DeadLetterController {
    private final DeadLetters deadLetters;
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final NoteLedger notes;
    private final WakeUps wakeUps;

    DeadLetterController(
            DeadLetters deadLetters,
            MessageLedger messages,
            CommentLedger comments,
            NoteLedger notes,
            WakeUps wakeUps) {
        this.deadLetters = deadLetters;
        this.messages = messages;
        this.comments = comments;
        this.notes = notes;
        this.wakeUps = wakeUps;
    }

    @GetMapping
    @Operation(
            summary = "Dead letters",
            description = "Messages, comments and notes that were given up, in one list, the latest first."
                    + " `item` tells which of them an entry is.")
    Page<Object> list(@ParameterObject Listing asked, HttpServletRequest request) {
        ListingReader.known(request.getParameterMap().keySet());
        if (ListingReader.said(asked.state())
                .filter(state -> !state.equals("dead"))
                .isPresent()) {
            throw Mistake.bad("state: \"" + asked.state() + "\" must be left out; all that is listed here is dead");
        }
        if (ListingReader.said(asked.unrouted()).isPresent()) {
            throw Mistake.bad("unrouted: what no route takes is no dead letter; see /api/messages?unrouted=true");
        }
        return deadLetters.page(asked);
    }

    /** What became of a wish to replay. */
    record Replayed(String item, long seq, String state) {}

    @PostMapping("/{item}/{seq}/replay")
    @Operation(summary = "Sends one on its way again", description = "Returns once that is stored; the work follows.")
    @ApiResponse(responseCode = "200", description = "It waits for its turn")
    @ApiResponse(responseCode = "404", description = "There is no such item")
    @ApiResponse(responseCode = "409", description = "It is not a dead letter")
    Replayed replay(
            @Parameter(description = "message, comment or note") @PathVariable("item") String item,
            @Parameter(description = "The item's `seq`") @PathVariable("seq") String seq) {
        long number = number(seq);
        Optional<Lane> lane =
                switch (item) {
                    case "message" -> messages.replay(number);
                    case "comment" -> comments.replay(number);
                    case "note" -> notes.replay(number);
                    default -> throw Mistake.unknown("item: \"" + item + "\" must be message, comment or note");
                };
        wakeUps.wake(lane.orElseThrow(() -> notReplayed(item, number)));
        return new Replayed(item, number, "waiting");
    }

    private Mistake notReplayed(String item, long seq) {
        boolean known = !(switch (item) {
                    case "message" -> messages.history(seq);
                    case "comment" -> comments.history(seq);
                    default -> notes.history(seq);
                })
                .isEmpty();
        return known
                ? Mistake.conflict(item + " " + seq + " is not a dead letter; only those are sent again")
                : Mistake.unknown("there is no " + item + " " + seq);
    }

    private static long number(String seq) {
        try {
            return Long.parseLong(seq);
        } catch (NumberFormatException e) {
            throw Mistake.unknown("seq: \"" + seq + "\" must be the number that the list shows as `seq`");
        }
    }
}
