package io.deskbridge.desk.mail;

import io.deskbridge.core.Secret;

/** Where a mail server is and how to log in. */
interface MailServer {
    String host();

    int port();

    /** Empty for a server that asks for no login. */
    String user();

    Secret password();

    Tls tls();

    /** A PEM file, or {@code sha256:} and a fingerprint, to trust beside what Java trusts; empty for none. */
    String certificate();

    default boolean login() {
        return !user().isBlank();
    }

    /** Names the server in failures and log lines. */
    default String name() {
        return host() + ":" + port();
    }
}
