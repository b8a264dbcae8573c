package io.deskbridge.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows one sentence instead of a stack trace. */
class NotOpenedAnalyzer extends AbstractFailureAnalyzer<LedgerNotOpened> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LedgerNotOpened cause) {
        return new FailureAnalysis("The hub did not start: " + cause.getMessage() + ".", null, cause);
    }
}
