package io.deskbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.NearestWord;
import io.deskbridge.hub.ToldComment;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes agents' comments from any program that is a help desk. */
@RestController
@RequestMapping("/api/comments")
@Tag(name = "Inbox", description = "Brings messages in from any program")
class CommentInboxController {
    private final AgentComments comments;
    private final HubStart hub;
    private final JsonBody<ToldComment> items;

    CommentInboxController(AgentComments comments, HubStart hub, ObjectMapper json) {
        this.comments = comments;
        this.hub = hub;
        this.items = new JsonBody<>(json, ToldComment.class, "a comment");
    }

    /** The answer to a comment that was taken. */
    record CommentTaken(
            @Schema(
                            description =
                                    "new: it may be published. known: it may be published, and is not new, perhaps with other"
                                            + " words. private: it may not be published. ticket: it tells of a ticket. own: the hub"
                                            + " wrote it itself. older: newer is known of it",
                            allowableValues = {"new", "known", "private", "ticket", "own", "older"})
                    String taken) {}

    @PostMapping(path = "/{desk}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Takes an agent's comment",
            description =
                    "For desks of type `custom`. Answers once it is on disk. Only what says `public: true` may be published;"
                            + " the same id again tells how the comment stands now: changed, not public any more, deleted."
                            + " Needed are `id`, `ticket`, and of what is public or `internal` `agent.id` and `text`."
                            + " With `solved`, and beside it `ticket` and `changedAt` alone, it tells how a ticket stands.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = ToldComment.class))))
    @ApiResponse(responseCode = "202", description = "It is stored")
    @ApiResponse(responseCode = "400", description = "Something is missing or misspelt; `detail` names it")
    @ApiResponse(responseCode = "404", description = "There is no such desk of type custom")
    CommentTaken take(
            @Parameter(description = "The desk's configured name") @PathVariable("desk") String desk,
            HttpServletRequest request)
            throws IOException {
        if (!hub.isOpen()) {
            throw Mistake.notNow("The hub is starting; try again.");
        }
        List<String> desks = comments.desks();
        if (!desks.contains(desk)) {
            throw Mistake.unknown("\"" + desk + "\" is no desk of type custom" + NearestWord.hint(desk, desks));
        }
        return new CommentTaken(items.take(request, comment -> comments.take(desk, comment))
                .name()
                .toLowerCase(Locale.ROOT));
    }
}
