package io.deskbridge.replay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * The exceptions that ended a thread, of the hub or of the sandbox, from its making to its close. Awaitility would see only
 * those of the moments in which a test waits, and cannot leave any out.
 *
 * <p>One kind is left out: a session of the mail server under test ends now and then with an exception of the server's own
 * (GreenMail, issue 343). The hub has to live with that, as with any connection that breaks off.
 */
final class Uncaught implements AutoCloseable {
    private static final String MAIL_SESSION = "com.icegreen.greenmail.imap.ImapHandler";

    private final List<Throwable> seen = new CopyOnWriteArrayList<>();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    Uncaught() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!endsMailSession(thrown)) {
                seen.add(thrown);
            }
        });
    }

    private static boolean endsMailSession(Throwable thrown) {
        StackTraceElement[] places = thrown.getStackTrace();
        return places.length > 0 && places[0].getClassName().equals(MAIL_SESSION);
    }

    /** So far, in their order. */
    List<Throwable> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        Awaitility.reset();
    }
}
