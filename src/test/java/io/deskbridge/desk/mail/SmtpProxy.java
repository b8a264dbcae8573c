package io.deskbridge.desk.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a desk and an SMTP server, and can keep the answer to the next mail from the desk. */
final class SmtpProxy implements AutoCloseable {
    private static final byte[] END_OF_MAIL = {'\r', '\n', '.', '\r', '\n'};

    private final ServerSocket door;
    private final int target;
    private final AtomicBoolean dropNext = new AtomicBoolean();

    SmtpProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        background(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void dropTheNextAnswer() {
        dropNext.set(true);
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            var ended = new AtomicBoolean();
            background(() -> toServer(client, server, ended));
            background(() -> toClient(server, client, ended));
        }
    }

    private static void toServer(Socket client, Socket server, AtomicBoolean ended) throws IOException {
        var last = new byte[END_OF_MAIL.length];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        var buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(last, 1, last, 0, last.length - 1);
                last[last.length - 1] = buffer[i];
            }
            ended.set(Arrays.equals(last, END_OF_MAIL));
            out.write(buffer, 0, count);
            out.flush();
        }
        server.close();
    }

    private void toClient(Socket server, Socket client, AtomicBoolean ended) throws IOException {
        InputStream in = server.getInputStream();
        var buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (ended.get() && dropNext.compareAndSet(true, false)) {
                client.close();
                server.close();
                return;
            }
            client.getOutputStream().write(buffer, 0, count);
            client.getOutputStream().flush();
        }
        client.close();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a connection ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
