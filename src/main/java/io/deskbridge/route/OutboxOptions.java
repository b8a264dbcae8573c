package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.mail.MailAddress;
import java.util.List;
import java.util.Optional;

/** What a route may say beside {@code from outbox:<channel>}. */
final class OutboxOptions {
    static final String AS = "as";
    static final String JSON = "json";
    static final String MAIL = "mail";
    static final String FROM = "from";
    static final String ID = "id";
    static final String PERMALINK = "permalink";
    static final String REFUSED = "refused";

    static final List<RouteOption> ALL = List.of(
            EndpointOptions.oneOf(
                    AS,
                    "What the route's steps get: json (for http:, with the reply's key in the header Idempotency-Key) or"
                            + " mail (for smtp:). The reply itself when not given.",
                    List.of(JSON, MAIL)),
            new RouteOption(
                    FROM,
                    "With as: mail, who the mail is from: Acme Support <support@acme.example>.",
                    value -> MailAddress.of(value).isPresent()
                            ? Optional.empty()
                            : Optional.of("\"" + value + "\" is no address; write one such as support@acme.example, or"
                                    + " Acme <support@acme.example>")),
            EndpointOptions.path(
                    ID, "The place, in the JSON that the service answers, of the id that it gave the reply."),
            EndpointOptions.path(PERMALINK, "The place of the address where people read the reply."),
            EndpointOptions.path(
                    REFUSED, "The place of what stands there when the service refused the reply: the reason."));

    private OutboxOptions() {}

    /** What is wrong with their being together. */
    static void check(EndpointOptions options) {
        if (options.get(AS).filter(MAIL::equals).isPresent()) {
            if (options.get(FROM).isEmpty()) {
                throw new IllegalArgumentException(options.endpoint()
                        + " with as: mail does not say who the mails are from; add from with an address");
            }
            options.refuse(
                    List.of(ID, PERMALINK, REFUSED), "is for services that answer with JSON; a mail server does not");
        } else {
            options.refuse(List.of(FROM), "is for mails; add as: mail");
        }
    }
}
