package io.deskbridge.console;

import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.hub.RouteDeployments.Chosen;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Chooses another desk for a channel. Only for the shipped sandbox: elsewhere desks are chosen in {@code routes/}. */
@RestController
@RequestMapping("/api/routes/choices")
@ConditionalOnProperty("deskbridge.sandbox.shipped")
@Tag(name = "Routes", description = "The deployments of the route files")
class DeskChoiceController {
    private static final String VISITOR = "playground";

    private final RouteDeployments deployments;

    DeskChoiceController(RouteDeployments deployments) {
        this.deployments = deployments;
    }

    @Schema(name = "RouteTarget")
    record Target(String channel, @Schema(description = "To which its routes lead at the moment") List<String> desks) {}

    @GetMapping
    @Operation(summary = "Where messages go", description = "By channel, as far as its routes name one desk each.")
    List<Target> targets() {
        return deployments.desks().entrySet().stream()
                .map(entry -> new Target(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    @Schema(name = "DeskChoiceWish")
    record Wish(@Nullable String channel, @Nullable String desk) {}

    @Schema(name = "DeskChoice")
    record Choice(
            String channel,
            String desk,
            @Schema(description = "To the files in routes/, line by line; empty when they say the same")
                    String difference) {}

    @PutMapping
    @Operation(
            summary = "Chooses another desk",
            description = "All routes of the channel lead there until a file in routes/ changes or the hub ends;"
                    + " the folder is not touched. Only in the sandbox.")
    @ApiResponse(responseCode = "200", description = "New messages go there")
    @ApiResponse(responseCode = "409", description = "Nothing was changed, and why")
    Choice chooseDesk(@RequestBody Wish wish, @Nullable Principal caller) {
        String channel = wish.channel() == null ? "" : wish.channel();
        String desk = wish.desk() == null ? "" : wish.desk();
        Chosen result = deployments.chooseDesk(channel, desk, caller == null ? VISITOR : caller.getName());
        if (result instanceof Chosen.Refused refused) {
            throw Mistake.conflict("Nothing was changed: " + String.join(" ", refused.mistakes()));
        }
        return new Choice(channel, desk, ((Chosen.Done) result).difference());
    }
}
