package io.deskbridge.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of a load generator; it understands just as much HTTP as the servers under test speak. A server that wants
 * to close the connection (Tomcat does after 100 requests) gets a new one, as from any other client.
 */
final class LoadConnection implements AutoCloseable {
    private final int port;
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;

    LoadConnection(int port) throws IOException {
        this.port = port;
        this.socket = open(port);
    }

    private static Socket open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Returns the answer's status when all of the answer is read. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int length = 0;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            length += read;
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0 && isWhole(text, head)) {
                if (text.substring(0, head).contains("connection: close")) {
                    socket.close();
                    socket = open(port);
                }
                return Integer.parseInt(text.substring(9, 12));
            }
        }
    }

    private static boolean isWhole(String text, int head) {
        int at = text.indexOf("content-length:");
        if (at >= 0 && at < head) {
            int size = Integer.parseInt(
                    text.substring(at + 15, text.indexOf('\r', at)).trim());
            return text.length() >= head + 4 + size;
        }
        return text.endsWith("0\r\n\r\n"); // sent in chunks
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
