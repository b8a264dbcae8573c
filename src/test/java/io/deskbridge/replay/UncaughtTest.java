package io.deskbridge.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UncaughtTest {
    @Test
    void sees_what_ends_a_thread_but_not_what_ends_a_session_of_the_mail_server() throws Exception {
        var bug = new IllegalStateException("a bug of the hub");
        var session = new IllegalStateException("Can not handle IMAP connection");
        session.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("com.icegreen.greenmail.imap.ImapHandler", "run", "ImapHandler.java", 67)
        });
        try (var uncaught = new Uncaught()) {
            ends(session);
            ends(bug);

            assertThat(uncaught.seen()).containsExactly(bug);
        }
    }

    private static void ends(RuntimeException thrown) throws InterruptedException {
        var thread = new Thread(() -> {
            throw thrown;
        });
        thread.start();
        thread.join();
    }
}
