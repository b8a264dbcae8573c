package io.deskbridge.store;

import java.nio.file.Path;

/** Another process works on the ledger's folder; the message says what to do. */
public class LedgerInUse extends LedgerNotOpened {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    LedgerInUse(Path folder) {
        super("another Deskbridge process works on the ledger in " + folder.toAbsolutePath()
                + "; stop it first, or give this one a folder of its own (deskbridge.store.data), or let both share a"
                + " PostgreSQL ledger (deskbridge.store.url)");
        this.folder = folder.toAbsolutePath();
    }

    /** Where that ledger is. */
    Path folder() {
        return folder;
    }
}
