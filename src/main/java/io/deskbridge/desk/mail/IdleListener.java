package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits with IMAP IDLE on a connection of its own and tells of each change. A server may end a silent IDLE after 30
 * minutes and routers forget a silent connection sooner, so after {@link #SILENCE} the connection is made anew.
 */
final class IdleListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleListener.class);
    private static final Duration SILENCE = Duration.ofMinutes(9);
    private static final long FIRST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 120;

    private final Mailbox mailbox;
    private final Runnable news;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable IMAPFolder waiting;

    IdleListener(Mailbox mailbox, Runnable news) {
        this.mailbox = mailbox;
        this.news = news;
        background("mail-idle-" + mailbox.name(), this::listen);
    }

    private void listen() {
        long pause = FIRST_PAUSE_SECONDS;
        while (!ended()) {
            long begun = System.nanoTime();
            try {
                if (!mailbox.visitPatiently(SILENCE, this::wait)) {
                    return;
                }
            } catch (Failure.Unavailable | IllegalStateException e) {
                // the library's word for a connection that ended under its hands is IllegalStateException
                LOG.debug("{}; listening again soon", e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("IMAP {}: cannot listen for new mail: {}", mailbox.name(), e.getMessage());
            }
            boolean held = System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(30);
            pause = held ? FIRST_PAUSE_SECONDS : Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
            if (waited(pause)) {
                return;
            }
        }
    }

    /** @return whether to come again */
    private boolean wait(IMAPFolder folder) throws MessagingException {
        if (!(folder.getStore() instanceof IMAPStore store && store.hasCapability("IDLE"))) {
            LOG.info("IMAP {} knows no IDLE; new mail is found by polling alone", mailbox.name());
            return false;
        }
        waiting = folder;
        try {
            // what came while nobody listened
            tell();
            while (!ended() && folder.isOpen()) {
                folder.idle(true);
                tell();
            }
            return !ended();
        } finally {
            waiting = null;
        }
    }

    private void tell() {
        if (!ended()) {
            news.run();
        }
    }

    private boolean ended() {
        return closed.getCount() == 0;
    }

    private boolean waited(long seconds) {
        try {
            return closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns at once: saying good-bye to a dead server can take as long as the silence that is allowed. */
    @Override
    public void close() {
        closed.countDown();
        IMAPFolder folder = waiting;
        if (folder != null) {
            background("mail-idle-close", () -> end(folder));
        }
    }

    private static void end(IMAPFolder folder) {
        try {
            folder.forceClose();
        } catch (MessagingException | IllegalStateException e) {
            // it is closed either way
        }
    }

    private static void background(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
