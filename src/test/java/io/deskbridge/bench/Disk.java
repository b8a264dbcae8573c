package io.deskbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/** What the machine's disk costs a durable program, measured beside each case: it varies far more than processors do. */
final class Disk {
    private static final int TIMES = 200;
    private static final int BYTES = 16 * 1024;

    private Disk() {}

    /** The median milliseconds until 16 KB that were written are on disk. */
    static double flushMillis() {
        var times = new ArrayList<Double>();
        try {
            Path file = Files.createTempFile(Bench.folder(), "flush", ".bin");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int i = 0; i < TIMES; i++) {
                    long began = System.nanoTime();
                    channel.write(ByteBuffer.allocate(BYTES));
                    channel.force(false);
                    times.add((System.nanoTime() - began) / 1e6);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Rounds.median(times);
    }
}
