package io.deskbridge.store;

import io.deskbridge.core.Media;
import java.util.ArrayList;
import java.util.Arrays;

/** Files lie in the ledger in pieces, so that nobody who reads one holds all of it. */
final class FilePieces {
    private static final int SIZE = 64 * 1024;

    private FilePieces() {}

    /**
     * Writes a file.
     *
     * @param insert takes the key's values, the piece's number from 0, and its bytes
     */
    static void of(Media file, String insert, LedgerTemplate tx, Object... key) {
        byte[] bytes = file.bytes();
        var pieces = new ArrayList<Object[]>();
        for (int from = 0; from < bytes.length; from += SIZE) {
            Object[] values = Arrays.copyOf(key, key.length + 2);
            values[key.length] = pieces.size();
            values[key.length + 1] = Arrays.copyOfRange(bytes, from, Math.min(from + SIZE, bytes.length));
            pieces.add(values);
        }
        tx.batchUpdate(insert, pieces);
    }

    /** How many pieces a file of that size has. */
    static long count(long size) {
        return (size + SIZE - 1) / SIZE;
    }
}
