package io.deskbridge.desk.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands between a desk and an IMAP server, and can say NO to some commands. */
final class ImapProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private volatile String refused = "";
    private volatile String code = "";

    ImapProxy(int target) {
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

    void refuse(String command, String code) {
        this.code = code;
        refused = command;
    }

    void refuseNothing() {
        refused = "";
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            background(() -> toServer(client, server));
            background(() -> {
                server.getInputStream().transferTo(client.getOutputStream());
                client.close();
            });
        }
    }

    private void toServer(Socket client, Socket server) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            boolean no = !refused.isEmpty() && line.contains(refused) && !line.contains("HEADER");
            OutputStream out = no ? client.getOutputStream() : server.getOutputStream();
            String sent = no ? line.split(" ", 2)[0] + " NO " + code + " not now" : line;
            out.write((sent + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        server.close();
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
