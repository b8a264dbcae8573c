package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.store.RouteDeployment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

@Schema(name = "RouteDeployment", description = "The routes that were deployed at one time, or refused")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeploymentItem(
        long id,
        Instant at,
        @Schema(description = "Who asked through the API; `file` when the folder changed, `shipped` when there is none")
                String author,
        @Schema(description = "begun, deployed or refused") String result,
        @Schema(description = "What began, ended or was replaced", example = "[\"changed x-to-zendesk\"]")
                List<String> changes,
        @Schema(description = "Why it was refused; empty when it was not") List<String> mistakes,
        @Schema(description = "What would better be written otherwise; it runs all the same") List<String> hints,
        @Schema(description = "To the files that were deployed before, line by line") String difference,
        @Schema(description = "All files by name; only where one deployment is asked for") @Nullable
                Map<String, String> files) {

    static DeploymentItem listed(RouteDeployment row) {
        return of(row, null);
    }

    static DeploymentItem whole(RouteDeployment row) {
        return of(row, new TreeMap<>(row.content().files()));
    }

    private static DeploymentItem of(RouteDeployment row, @Nullable Map<String, String> files) {
        return new DeploymentItem(
                row.id(),
                row.at(),
                row.author(),
                Wire.word(row.result()),
                row.content().changes(),
                row.content().mistakes(),
                row.content().hints(),
                row.content().difference(),
                files);
    }
}
