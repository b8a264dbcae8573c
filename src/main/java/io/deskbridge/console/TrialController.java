package io.deskbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.RouteTrials.Candidate;
import io.deskbridge.hub.RouteTrials.Outcome;
import io.deskbridge.hub.TrialReport;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.store.NewestMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what changed route files would do, before they do it. */
@RestController
@RequestMapping("/api/routes/try")
@Tag(name = "Routes")
class TrialController {
    /** Messages are many, files are few. */
    private static final int MAX_BYTES = 16_000_000;

    private static final int USUAL = 1000;

    private final RouteTrials trials;
    private final NewestMessages ledger;
    private final Clock clock;
    private final JsonBody<TrialRequest> requests;

    TrialController(RouteTrials trials, NewestMessages ledger, Clock clock, ObjectMapper json) {
        this.trials = trials;
        this.ledger = ledger;
        this.clock = clock;
        this.requests = new JsonBody<>(json, TrialRequest.class, "a trial");
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Tries route files",
            description = "Runs the files on messages with everything that leaves the hub replaced by what only"
                    + " remembers, and compares with the routes that run. Nothing is deployed, written or sent."
                    + " One trial at a time.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = TrialRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "What they would do",
            content = @Content(schema = @Schema(implementation = TrialReport.class)))
    @ApiResponse(responseCode = "400", description = "Something is missing or misspelt; `detail` names it")
    @ApiResponse(responseCode = "422", description = "The files have mistakes; `findings` tells each with its place")
    @ApiResponse(responseCode = "503", description = "Another trial is at work, or this one took too long")
    ResponseEntity<?> run(HttpServletRequest call) throws IOException {
        TrialRequest request = requests.read(RawBody.read(call, MAX_BYTES)
                .orElseThrow(() -> Mistake.tooLarge("at most " + MAX_BYTES + " bytes are taken")));
        Outcome outcome = trials.run(candidate(request), messages(request));
        if (outcome instanceof Outcome.Made made) {
            return ResponseEntity.ok(made.report());
        }
        if (outcome instanceof Outcome.Mistaken mistaken) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_ENTITY, "The files would be refused: see findings.");
            problem.setProperty("findings", mistaken.findings());
            return ResponseEntity.unprocessableEntity()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        if (outcome instanceof Outcome.Senseless senseless) {
            throw Mistake.bad(senseless.sentence());
        }
        throw Mistake.notNow(((Outcome.NotMade) outcome).sentence());
    }

    private static Candidate candidate(TrialRequest request) {
        Map<String, @Nullable String> files = request.files();
        if (files == null || files.isEmpty()) {
            throw Mistake.bad("files is missing; say the text of each file by its name");
        }
        boolean whole = Boolean.TRUE.equals(request.whole());
        var texts = new HashMap<String, Optional<String>>();
        files.forEach((name, text) -> texts.put(name, Optional.ofNullable(text)));
        return new Candidate(texts, whole);
    }

    private Supplier<TrialSample> messages(TrialRequest request) {
        if (request.messages() == null) {
            int last = MessageExportController.last(request.last() == null ? USUAL : request.last());
            return () -> TrialSample.of(ledger.read(last));
        }
        if (request.last() != null) {
            throw Mistake.bad("last and messages exclude each other; say one of them");
        }
        if (request.messages().size() > RouteTrials.MOST_MESSAGES) {
            throw Mistake.tooLarge("messages: at most " + RouteTrials.MOST_MESSAGES + " are taken");
        }
        try {
            TrialSample sample = TrialSample.of(request.messages(), clock.instant());
            return () -> sample;
        } catch (IllegalArgumentException e) {
            throw Mistake.bad(String.valueOf(e.getMessage()));
        }
    }
}
