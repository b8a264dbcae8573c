package io.deskbridge.console;

import io.deskbridge.hub.TrialMessage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(name = "RouteTrial", description = "Route files to be tried, and the messages to try them on")
record TrialRequest(
        @Schema(
                        description =
                                "Texts by file names, as a deployment shows them; null for a file to be taken away",
                        example = "{\"x-to-zendesk.camel.yaml\": \"- route: ...\"}")
                @Nullable
                Map<String, @Nullable String> files,
        @Schema(description = "true: these are all files; false or absent: they are changes to those deployed last")
                @Nullable
                Boolean whole,
        @Schema(description = "The newest messages of the ledger, so many: 1 to 10000, 1000 when left out") @Nullable
                Integer last,
        @Schema(description = "Messages instead: as the inbox takes them, with `channel`, or as they are exported")
                @Nullable
                List<TrialMessage> messages) {}
