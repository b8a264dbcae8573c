package io.deskbridge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A small HTTP/1.1 server on one thread, so cheap that it is not what a bench measures, and so that what stands behind it
 * needs no locks. Late answers wait in a queue and hold no thread.
 */
final class StubServer implements StubDoor {
    private static final int BACKLOG = 1024;

    private final Consumer<StubCall> handler;
    private final PriorityQueue<Late> later = new PriorityQueue<>(Comparator.comparingLong(Late::dueNanos));
    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();

    private record Late(long dueNanos, Runnable task) {}

    /**
     * @param handler answers each call exactly once, at once or later; only ever called by one thread
     */
    StubServer(Consumer<StubCall> handler) throws IOException {
        this.handler = handler;
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public int port() {
        return door.socket().getLocalPort();
    }

    @Override
    public void run() throws IOException {
        while (true) {
            selector.select(this::ready, pause());
            long now = System.nanoTime();
            while (!later.isEmpty() && later.peek().dueNanos() - now <= 0) {
                later.remove().task().run();
            }
        }
    }

    @Override
    public void after(long millis, Runnable task) {
        later.add(new Late(System.nanoTime() + millis * 1_000_000, task));
    }

    /** How long the selector may sleep, in milliseconds; at least one, because 0 is for ever. */
    private long pause() {
        return later.isEmpty() ? 0 : Math.max(1, (later.peek().dueNanos() - System.nanoTime()) / 1_000_000);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                var socket = door.accept();
                socket.configureBlocking(false);
                socket.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey own = socket.register(selector, SelectionKey.OP_READ);
                own.attach(new StubConnection(socket, own, handler));
            } else {
                ((StubConnection) key.attachment()).ready();
            }
        } catch (IOException e) { // the other side went away
            close(key);
        }
    }

    private static void close(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            System.err.println("a connection did not close: " + e.getMessage());
        }
    }
}
