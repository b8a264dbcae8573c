package io.deskbridge.desk.mail;

/** How a connection to a mail server is protected. */
enum Tls {
    /** Not at all; only for servers on the same machine. */
    NONE,
    /** Begins in the clear and is refused unless the server switches to TLS. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
}
