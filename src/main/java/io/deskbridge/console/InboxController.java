package io.deskbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.Inbox;
import io.deskbridge.hub.NearestWord;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes messages from any program. */
@RestController
@RequestMapping("/api/inbox")
@Tag(name = "Inbox", description = "Brings messages in from any program")
class InboxController {
    private final Inbox inbox;
    private final Accounts accounts;
    private final HubStart hub;
    private final JsonBody<Inbox.Item> items;

    InboxController(Inbox inbox, Accounts accounts, HubStart hub, ObjectMapper json) {
        this.inbox = inbox;
        this.accounts = accounts;
        this.hub = hub;
        this.items = new JsonBody<>(json, Inbox.Item.class, "a message");
    }

    /** The answer to a message that was taken. */
    record Taken(
            @com.fasterxml.jackson.annotation.JsonProperty("new")
                    @Schema(name = "new", description = "false: the same message with the same words was known")
                    boolean isNew) {}

    @PostMapping(path = "/{channel}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Takes a message",
            description =
                    "Answers once the message is on disk. The same id with the same text and stars again is a repeat,"
                            + " with others an edit, and with `deleted: true` a deletion."
                            + " Needed are `id` and `author.id`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Inbox.Item.class))))
    @ApiResponse(responseCode = "202", description = "It is stored")
    @ApiResponse(responseCode = "400", description = "Something is missing or misspelt; `detail` names it")
    @ApiResponse(responseCode = "404", description = "There is no such channel")
    Taken take(
            @Parameter(description = "The channel's configured name") @PathVariable("channel") String channel,
            HttpServletRequest request)
            throws IOException {
        if (!hub.isOpen()) {
            throw Mistake.notNow("The hub is starting; try again.");
        }
        if (accounts.channel(channel).isEmpty()) {
            List<String> names =
                    accounts.channels().stream().map(open -> open.name()).toList();
            throw Mistake.unknown("channel \"" + channel + "\" is not configured" + NearestWord.hint(channel, names));
        }
        return new Taken(items.take(request, item -> inbox.take(channel, item)));
    }
}
