package io.deskbridge.bench;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.PooledHttp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the hub is measured against, a process of its own: reads the same batches and writes each message to the desk, with
 * the same HTTP client and as many writers. It stores nothing, repeats nothing and keeps no order.
 */
final class BareLoop {
    private static final long PACE_MILLIS = 100;
    private static final int BATCH = 500;

    private final Wire wire;
    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(20 * BATCH);
    private final Map<String, String> tickets = new ConcurrentHashMap<>();

    private BareLoop(Wire wire) {
        this.wire = wire;
    }

    /** @param args the stub's address, the number of writers */
    public static void main(String[] args) throws InterruptedException {
        int writers = Integer.parseInt(args[1]);
        var loop = new BareLoop(new Wire(new PooledHttp(HubFork.limits(writers)), URI.create(args[0])));
        for (int i = 0; i < writers; i++) {
            new Thread(loop::write, "write-" + i).start();
        }
        Child.ready(0);
        loop.read();
    }

    private void read() throws InterruptedException {
        Cursor since = Cursor.START;
        while (true) {
            Batch<Message> batch = wire.messages("bare", since, BATCH);
            for (Message message : batch.items()) {
                waiting.put(message);
            }
            since = batch.next();
            if (!batch.more()) {
                Thread.sleep(PACE_MILLIS);
            }
        }
    }

    private void write() {
        try {
            while (true) {
                Message message = waiting.take();
                String thread = message.conversation().thread();
                String text = message.text() + "\n\n———\n" + message.author().name() + " · Stub · " + message.sentAt()
                        + "\n" + message.permalink().orElseThrow();
                String subject = "Stub @" + message.author().handle() + ": "
                        + message.text().substring(0, 80);
                String id = message.id().value();
                tickets.put(
                        thread,
                        wire.write(
                                "bare",
                                tickets.getOrDefault(thread, ""),
                                subject,
                                List.of(new Wire.Written("m" + id, id, text))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
