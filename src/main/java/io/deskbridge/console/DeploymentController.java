package io.deskbridge.console;

import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.hub.RouteDeployments.RolledBack;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteHistory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was deployed of the route files, and the way back. */
@RestController
@RequestMapping("/api/routes/deployments")
@Tag(name = "Routes", description = "The deployments of the route files")
class DeploymentController {
    private static final int AT_ONCE = 50;
    /** Who may call is decided elsewhere; where no admin is set, any program on this machine. */
    private static final String NOBODY = "api";

    private final RouteHistory history;
    private final RouteDeployments deployments;

    DeploymentController(RouteHistory history, RouteDeployments deployments) {
        this.history = history;
        this.deployments = deployments;
    }

    @GetMapping
    @Operation(summary = "Deployments", description = "Good and refused ones, the newest first, fifty at once.")
    Page<DeploymentItem> list(
            @Parameter(description = "The `next` of the page before")
                    @RequestParam(name = "before", required = false)
                    @Nullable
                    String before) {
        long id = before == null ? Long.MAX_VALUE : number("before", before);
        List<RouteDeployment> rows = history.before(id, AT_ONCE + 1);
        return Page.of(rows, AT_ONCE, RouteDeployment::id, DeploymentItem::listed);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One deployment", description = "With all its files.")
    @ApiResponse(responseCode = "200", description = "The deployment")
    @ApiResponse(responseCode = "404", description = "There is no such deployment")
    DeploymentItem one(@PathVariable("id") String id) {
        return history.find(number("id", id)).map(DeploymentItem::whole).orElseThrow(() -> none(id));
    }

    /** What became of a wish to go back. */
    record Back(long id, String result) {}

    @PostMapping("/{id}/rollback")
    @Operation(
            summary = "Goes back to its files",
            description = "Writes them into the folder, takes away route files that it did not have, and runs them."
                    + " Answers once they run, as a deployment of its own.")
    @ApiResponse(responseCode = "200", description = "They run")
    @ApiResponse(responseCode = "404", description = "There is no such deployment")
    @ApiResponse(
            responseCode = "409",
            description = "They cannot run now, or the folder cannot be written; nothing changed")
    Back rollBack(@PathVariable("id") String id, @Nullable Principal caller) {
        String author = caller == null ? NOBODY : caller.getName();
        RolledBack result = deployments.rollBack(number("id", id), author);
        if (result instanceof RolledBack.Done done) {
            return new Back(done.id(), "deployed");
        }
        if (result instanceof RolledBack.Refused refused) {
            throw Mistake.conflict("Nothing was changed. " + String.join(" ", refused.mistakes()));
        }
        throw none(id);
    }

    private static Mistake none(String id) {
        return Mistake.unknown("there is no deployment " + id);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Mistake.unknown(name + ": \"" + text + "\" must be the number that the list shows");
        }
    }
}
