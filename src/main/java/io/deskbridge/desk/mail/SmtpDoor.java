package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Handover;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.mail.SmtpFailures;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Hands mails in. One connection is kept for the next mail for a moment; it belongs to one thread at a time. */
final class SmtpDoor implements AutoCloseable {
    private static final Duration KEPT = Duration.ofSeconds(20);

    private final MailServer server;
    private final HttpLimits limits;
    private final String envelopeFrom;
    private final Clock clock;
    private final Handover handover;
    private final AtomicReference<Optional<Kept>> kept = new AtomicReference<>(Optional.empty());

    SmtpDoor(MailServer server, HttpLimits limits, String envelopeFrom, Clock clock, Handover handover) {
        this.server = server;
        this.limits = limits;
        this.envelopeFrom = envelopeFrom;
        this.clock = clock;
        this.handover = handover;
    }

    /** Logs in and asks for nothing. */
    void check() {
        close(connect());
    }

    /**
     * Sends to all recipients or to none.
     *
     * @throws Failure.Uncertain when the whole mail was handed over and no answer came
     */
    void send(Message mail, Address... recipients) {
        WatchedTransport transport = take().orElseGet(this::connect);
        try {
            transport.sendMessage(mail, recipients);
        } catch (MessagingException e) {
            close(transport);
            throw SmtpFailures.sending(server.name(), transport.handedOver, e);
        } catch (RuntimeException e) { // it must not be handed over: the server forgets what it got of it
            close(transport);
            throw e;
        }
        transport.handedOver = false;
        kept.getAndSet(Optional.of(new Kept(transport, clock.instant()))).ifPresent(other -> close(other.transport()));
    }

    private Optional<WatchedTransport> take() {
        Optional<Kept> candidate = kept.getAndSet(Optional.empty());
        boolean usable = candidate.isPresent()
                && candidate.get().since().plus(KEPT).isAfter(clock.instant())
                && candidate.get().transport().isConnected();
        if (!usable) {
            candidate.ifPresent(old -> close(old.transport()));
            return Optional.empty();
        }
        return candidate.map(Kept::transport);
    }

    private WatchedTransport connect() {
        var transport = new WatchedTransport(MailSessions.smtp(server, limits, envelopeFrom), handover);
        try {
            if (server.login()) {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.user(),
                        server.password().reveal());
            } else {
                transport.connect(server.host(), server.port(), null, null);
            }
            return transport;
        } catch (AuthenticationFailedException e) {
            throw SmtpFailures.login(server.name(), server.user(), e);
        } catch (MessagingException e) {
            throw new Failure.Unavailable("SMTP " + server.name() + " cannot be reached: " + SmtpFailures.brief(e), e);
        }
    }

    private static void close(WatchedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() {
        kept.getAndSet(Optional.empty()).ifPresent(old -> close(old.transport()));
    }

    private record Kept(WatchedTransport transport, Instant since) {}

    /** Remembers the one moment that matters: a server may take the mail only once its last line is handed over. */
    private static final class WatchedTransport extends SMTPTransport {
        private final Handover handover;
        private boolean handedOver;

        WatchedTransport(Session session, Handover handover) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.handover = handover;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            handover.begins();
            handedOver = true;
            super.finishData();
        }

        @Override
        protected void finishBdat() throws IOException, MessagingException {
            handover.begins();
            handedOver = true;
            super.finishBdat();
        }
    }
}
