package io.deskbridge.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of mailboxes that mail can be sent to. */
public final class MailAddress {
    private static final String SCHEME = "mailto";

    private MailAddress() {}

    /** What somebody wrote, {@code anna@example.com} or {@code Anna <anna@example.com>}; empty when it is no one address. */
    public static Optional<InternetAddress> of(String text) {
        try {
            InternetAddress[] found = InternetAddress.parse(text, true);
            if (found.length != 1 || found[0].isGroup()) {
                return Optional.empty();
            }
            found[0].validate();
            return found[0].getAddress().matches("[^\\s<>]+@[^\\s<>]+") ? Optional.of(found[0]) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    static Optional<URI> uri(String address) {
        try {
            return of(address).isPresent() ? Optional.of(new URI(SCHEME, address, null)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The address that {@link #uri} made a URI of; empty for another URI. */
    static Optional<String> in(URI uri) {
        return SCHEME.equals(uri.getScheme()) ? Optional.ofNullable(uri.getSchemeSpecificPart()) : Optional.empty();
    }
}
