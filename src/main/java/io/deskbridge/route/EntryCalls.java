package io.deskbridge.route;

import io.deskbridge.core.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/** Takes asks through a route that writes into a desk, and tells what its end means. */
final class EntryCalls {
    /** By this name HTTP APIs know a write again (draft-ietf-httpapi-idempotency-key-header). */
    static final String KEY = "Idempotency-Key";
    /** Where steps find what was asked when the body is another one by then; unlike a header it goes nowhere. */
    static final String ASKED = "asked";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final DefaultConsumer consumer;
    private final Doorway door;
    private final String name;
    private final Clock clock;

    EntryCalls(DefaultConsumer consumer, Doorway door, String name, Clock clock) {
        this.consumer = consumer;
        this.door = door;
        this.name = name;
        this.clock = clock;
    }

    /**
     * Takes the ask through the route.
     *
     * @throws Failure as the route's end means it
     * @throws IllegalStateException when the route ended in a way that says nothing of a write
     */
    EntryAnswer ask(EntryAsk ask) {
        if (!door.enter()) {
            throw new Failure.RateLimited(
                    "the route from entries:" + name + " is being replaced",
                    clock.instant().plus(SOON),
                    Failure.RateLimited.Reach.ITEM);
        }
        try {
            return through(ask);
        } finally {
            door.leave();
        }
    }

    private EntryAnswer through(EntryAsk ask) {
        Exchange exchange = consumer.createExchange(true);
        try {
            exchange.getIn().setBody(ask.body());
            exchange.setVariable(ASKED, ask.body());
            ask.key().ifPresent(key -> exchange.getIn().setHeader(KEY, key));
            consumer.getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return EntryAnswer.of(exchange, ask, name, clock);
        } catch (Exception e) {
            Optional<Failure> failure = RouteFailures.of(e, ask, name, clock);
            if (failure.isPresent()) {
                throw failure.get();
            }
            String sentence = "the route from entries:" + name + " failed: " + e.getMessage();
            throw ask.writes() ? new IllegalStateException(sentence, e) : new Failure.Unreadable(sentence, e);
        } finally {
            consumer.releaseExchange(exchange, true);
        }
    }
}
