package io.deskbridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final ObjectReader items;

    InboxController(Inbox inbox, Accounts accounts, HubStart hub, ObjectMapper json) {
        this.inbox = inbox;
        this.accounts = accounts;
        this.hub = hub;
        this.items = json.readerFor(Inbox.Item.class)
                // a misspelt field would be lost without a word
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
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
            description = "Answers once the message is on disk. The same id with the same text again is a repeat,"
                    + " with another text an edit, and with `deleted: true` a deletion."
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
        byte[] body = RawBody.read(request)
                .orElseThrow(() -> Mistake.tooLarge("at most " + RawBody.MAX_BYTES + " bytes are taken"));
        try {
            return new Taken(inbox.take(channel, read(body)));
        } catch (IllegalArgumentException e) {
            throw Mistake.bad(String.valueOf(e.getMessage()));
        }
    }

    private Inbox.Item read(byte[] body) throws IOException {
        try {
            Inbox.@Nullable Item item = items.readValue(body);
            if (item == null) {
                throw Mistake.bad("the body is empty; it must be a message as JSON");
            }
            return item;
        } catch (UnrecognizedPropertyException e) {
            var known = e.getKnownPropertyIds() == null
                    ? List.<String>of()
                    : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw Mistake.bad(path(e) + " is unknown" + NearestWord.hint(e.getPropertyName(), known));
        } catch (JsonMappingException e) {
            throw Mistake.bad(
                    path(e).isEmpty()
                            ? "the body must be a message as a JSON object"
                            : path(e) + " has a value of the wrong kind; see /api/openapi");
        } catch (JsonProcessingException e) {
            throw Mistake.bad("the body is no JSON: line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
