package io.deskbridge.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before the mail server, which takes every mail in order: hands all on, and on demand brings the server's answer to
 * a mail late or never. What the web's {@code /sandbox/faults} are to the others.
 */
final class MailDoor implements AutoCloseable {
    private final int server;
    private final ServerSocket door;
    private final Random random = new Random();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile double late;
    private volatile double dropped;

    /**
     * @param server the mail server's port
     */
    MailDoor(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How likely an answer comes 300 ms late, and how likely it is lost after the mail was taken. */
    void misbehave(double newLate, double newDropped) {
        late = newLate;
        dropped = newDropped;
    }

    /** How many mails were taken without the hub hearing of it. */
    int unanswered() {
        return unanswered.get();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket hub = door.accept();
                Socket mail = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(hub);
                open.add(mail);
                var talk = new Talk(hub, mail);
                threads.execute(talk::hubSpeaks);
                threads.execute(talk::serverSpeaks);
            } catch (IOException e) {
                // closed, or the server is; the hub sees its connection end
            }
        }
    }

    private boolean happens(double chance) {
        synchronized (random) {
            return random.nextDouble() < chance;
        }
    }

    /** One connection, line by line. */
    private final class Talk {
        private final Socket hub;
        private final Socket mail;
        private volatile boolean handedOver;

        Talk(Socket hub, Socket mail) {
            this.hub = hub;
            this.mail = mail;
        }

        void hubSpeaks() {
            boolean content = false;
            try (BufferedReader lines = lines(hub)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (content && line.equals(".")) {
                        content = false;
                        handedOver = true; // the server's next word is its answer to the mail
                    } else if (line.equalsIgnoreCase("DATA")) {
                        content = true;
                    }
                    say(mail, line);
                }
            } catch (IOException over) {
                // both ends are closed below
            } finally {
                end();
            }
        }

        void serverSpeaks() {
            try (BufferedReader lines = lines(mail)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (handedOver) {
                        handedOver = false;
                        if (happens(dropped)) {
                            unanswered.incrementAndGet();
                            return;
                        }
                        if (happens(late) && closed.await(300, TimeUnit.MILLISECONDS)) {
                            return;
                        }
                    }
                    say(hub, line);
                }
            } catch (IOException over) {
                // both ends are closed below
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        }

        private void end() {
            for (Socket socket : new Socket[] {hub, mail}) {
                open.remove(socket);
                quietly(socket);
            }
        }
    }

    /** Bytes as they are: the content is none of this door's business. */
    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        open.forEach(MailDoor::quietly);
        threads.shutdownNow();
    }
}
