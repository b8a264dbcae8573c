package io.deskbridge.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's connection to {@link StubServer}: reads a request, has it answered, reads the next. */
final class StubConnection {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel socket;
    private final SelectionKey key;
    private final Consumer<StubCall> handler;
    private ByteBuffer in = ByteBuffer.allocate(8 * 1024);
    private @Nullable ByteBuffer out;
    private boolean answering;

    StubConnection(SocketChannel socket, SelectionKey key, Consumer<StubCall> handler) {
        this.socket = socket;
        this.key = key;
        this.handler = handler;
    }

    void ready() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
            if (socket.read(in) < 0) {
                throw new EOFException();
            }
            next();
        }
    }

    /** Takes the next whole request from what was read, unless one is still being answered. */
    private void next() {
        int head = answering ? -1 : endOfHead();
        if (head < 0) {
            return;
        }
        String text = new String(in.array(), 0, head, StandardCharsets.ISO_8859_1);
        int length = contentLength(text);
        int end = head + END_OF_HEAD.length + length;
        if (in.position() < end) {
            return;
        }
        byte[] body = Arrays.copyOfRange(in.array(), head + END_OF_HEAD.length, end);
        in.flip().position(end);
        in.compact();
        answering = true;
        handler.accept(new StubCall(text.substring(0, text.indexOf("\r\n")), body, this::send));
    }

    private void send(int status, byte[] json) {
        byte[] head = ("HTTP/1.1 " + status + " .\r\nContent-Type: application/json\r\nContent-Length: " + json.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var whole = new ByteArrayOutputStream(head.length + json.length);
        whole.writeBytes(head);
        whole.writeBytes(json);
        answer(whole.toByteArray());
    }

    private int endOfHead() {
        byte[] bytes = in.array();
        for (int i = 0; i + END_OF_HEAD.length <= in.position(); i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int contentLength(String head) {
        for (int line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
            if (head.regionMatches(true, line, "Content-Length:", 0, 15)) {
                int end = head.indexOf('\r', line);
                return Integer.parseInt(
                        head.substring(line + 15, end < 0 ? head.length() : end).trim());
            }
        }
        return 0;
    }

    /** @param answer head and body */
    void answer(byte[] answer) {
        answering = false;
        out = ByteBuffer.wrap(answer);
        try {
            write();
            next();
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void write() throws IOException {
        ByteBuffer rest = out;
        if (rest != null) {
            socket.write(rest);
            if (!rest.hasRemaining()) {
                out = null;
            }
        }
        key.interestOps(out == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
}
