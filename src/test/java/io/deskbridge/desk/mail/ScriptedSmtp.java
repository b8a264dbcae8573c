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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that answers as it was told.
 *
 * <p>A script maps the beginning of a command, {@code greeting} or {@code .} (the end of the mail) to an answer;
 * {@code hang} answers nothing and {@code cut} breaks the connection.
 */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket door;
    private final Map<String, String> script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean left;

    ScriptedSmtp(Map<String, String> script) {
        this.script = script;
        try {
            door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::accept);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                var thread = new Thread(() -> converse(client));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            boolean goesOn = say(out, "greeting", "220 ready");
            boolean inMail = false;
            for (String line = in.readLine(); goesOn && line != null; line = in.readLine()) {
                if (inMail && !line.equals(".")) {
                    continue;
                }
                inMail = line.equals("DATA");
                heard.add(line);
                goesOn = say(
                        out,
                        line,
                        switch (line.split("[ :]", 2)[0]) {
                            case "EHLO" -> "250-test\r\n250 AUTH PLAIN";
                            case "DATA" -> "354 go on";
                            case "AUTH" -> "235 fine";
                            default -> "250 fine";
                        });
            }
        } catch (IOException e) {
            // the client is gone
        } finally {
            left = true;
        }
    }

    /** Whether a client is gone, and all that it said was heard. */
    boolean left() {
        return left;
    }

    private boolean say(OutputStream out, String command, String usual) throws IOException {
        String answer = script.entrySet().stream()
                .filter(rule -> command.startsWith(rule.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
        if (answer.equals("cut")) {
            return false;
        }
        if (!answer.equals("hang")) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
