package io.deskbridge.hub;

import io.deskbridge.store.FileLinks;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the addresses of linked files lead to. */
@Component
public class HandedOutFiles {
    /** Where they are handed out. */
    public static final String PATH = LinkedFiles.PATH;

    private final FileLinks ledger;

    HandedOutFiles(FileLinks ledger) {
        this.ledger = ledger;
    }

    /** Hands out the bytes of what was found and is not over. */
    public void read(FileLinks.Found found, FileLinks.Pieces pieces) throws IOException {
        ledger.read(found.link(), pieces);
    }

    /** Empty when there never was such an address. */
    public Optional<FileLinks.Found> find(String token) {
        return ledger.find(token);
    }
}
