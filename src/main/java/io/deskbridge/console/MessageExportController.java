package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.deskbridge.core.Conversation;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewestMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands out messages for a trial elsewhere. */
@RestController
@RequestMapping("/api/messages/export")
@Tag(name = "Items")
class MessageExportController {
    static final String LINES = "application/x-ndjson";

    private final NewestMessages ledger;
    private final ObjectWriter json;

    MessageExportController(NewestMessages ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json.writer();
    }

    /** A message, and what a trial must know beside it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @JsonUnwrapped MessageItem message,
            @Schema(description = "The desks in which its conversation stood before the first message of the export")
                    @Nullable
                    Set<String> stoodIn) {}

    @GetMapping
    @Operation(
            summary = "Messages for a trial",
            description = "The newest messages, the oldest of them first, one a line: what `try` reads from a file."
                    + " The lines hold what people wrote; keep them as you keep the ledger.")
    @ApiResponse(
            responseCode = "200",
            description = "JSON Lines",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = Line.class)))
    @ApiResponse(responseCode = "400", description = "last is no number from 1 to 10000")
    void export(
            @Parameter(description = "So many: 1 to 10000, 1000 when left out")
                    @RequestParam(name = "last", defaultValue = "1000")
                    String last,
            HttpServletResponse response)
            throws IOException {
        NewestMessages.Newest newest = ledger.read(last(number(last)));
        response.setContentType(LINES);
        OutputStream out = response.getOutputStream();
        for (MessageRow row : newest.rows()) {
            Conversation conversation = row.conversation();
            out.write(json.writeValueAsBytes(
                    new Line(MessageItem.of(row), newest.stoodIn().get(conversation))));
            out.write('\n');
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Mistake.bad("last: \"" + text + "\" must be a whole number from 1 to " + RouteTrials.MOST_MESSAGES);
        }
    }

    static int last(int number) {
        if (number < 1 || number > RouteTrials.MOST_MESSAGES) {
            throw Mistake.bad("last: " + number + " must be a whole number from 1 to " + RouteTrials.MOST_MESSAGES);
        }
        return number;
    }
}
