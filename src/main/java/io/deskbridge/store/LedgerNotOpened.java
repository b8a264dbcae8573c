package io.deskbridge.store;

/** The ledger cannot be worked with; the message is one sentence that says why and what to do, without any secret. */
public class LedgerNotOpened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerNotOpened(String sentence) {
        super(sentence);
    }

    LedgerNotOpened(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
