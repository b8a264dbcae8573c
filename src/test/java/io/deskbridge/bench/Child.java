package io.deskbridge.bench;

import java.io.IOException;

/** What a process that {@link Fork} starts does for it. */
final class Child {
    static final String READY = "bench-ready ";

    private Child() {}

    /** Tells the parent where this process listens (0: nowhere), and ends this process when the parent goes away. */
    static void ready(int port) {
        var watch = new Thread(Child::endWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        System.out.println(READY + port);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("the parent cannot be heard any more: " + e.getMessage());
        }
        System.exit(0);
    }
}
