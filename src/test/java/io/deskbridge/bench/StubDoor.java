package io.deskbridge.bench;

import java.io.IOException;

/** Where the stub's callers come in. */
interface StubDoor {
    /** The port on loopback. */
    int port();

    /** Serves for ever. */
    void run() throws IOException, InterruptedException;

    /** Runs the task after that time, when nothing else of the stub runs, and without holding a thread until then. */
    void after(long millis, Runnable task);

    /** Answers a call, once. */
    @FunctionalInterface
    interface Answer {
        void send(int status, byte[] json);
    }
}
