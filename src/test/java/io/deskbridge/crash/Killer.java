package io.deskbridge.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills a hub process with {@code kill -9} at random moments and starts it again each time. */
final class Killer implements Runnable {
    private static final double WHILE_STARTING = 0.2;
    private static final int LATEST_MILLIS = 5_000;

    private final List<HubProcess> hubs;
    private final int kills;
    private final Duration quiet;
    private final Random random;
    private final CountDownLatch stop;
    private final List<String> done = new ArrayList<>();

    /**
     * @param quiet how long to kill nothing at first
     */
    Killer(List<HubProcess> hubs, int kills, Duration quiet, Random random, CountDownLatch stop) {
        this.hubs = hubs;
        this.kills = kills;
        this.quiet = quiet;
        this.random = random;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            if (stop.await(quiet.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            for (int i = 0; i < kills; i++) {
                HubProcess hub = hubs.get(random.nextInt(hubs.size()));
                boolean starting = random.nextDouble() < WHILE_STARTING;
                int after = random.nextInt(LATEST_MILLIS);
                if (!starting) {
                    hub.awaitReady();
                }
                if (stop.await(after, TimeUnit.MILLISECONDS)) {
                    return;
                }
                boolean ready = hub.isReady();
                hub.kill();
                done(hub.name() + (ready ? " at work" : " starting"));
                hub.start();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("a hub process could not be started", e);
        }
    }

    private synchronized void done(String kill) {
        done.add(kill);
    }

    /** One word for each kill, in their order. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }
}
