package io.deskbridge.hub;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows mistakes as a short list instead of a stack trace. */
class MistakesAnalyzer extends AbstractFailureAnalyzer<ConfigurationMistakes> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationMistakes cause) {
        String list = cause.mistakes().stream().map(mistake -> "  - " + mistake).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The hub did not start, because of:\n" + list,
                "Correct the lines above in config/deskbridge.yaml or routes/ and start again. Nothing was changed or sent.",
                cause);
    }
}
