package io.deskbridge.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;

/** Remembers what the routes of a trial would have sent or asked elsewhere. Thread-safe. */
final class Recorders {
    private static final int MOST_ADDRESSES = 20;
    private static final String ROUTE = "deskbridge.trial.route";
    private static final String OTHERS = "further addresses";

    private final Map<String, Map<String, Integer>> elsewhere = new HashMap<>();
    /** A step that asks knows nothing of what it asks for. */
    private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "");

    private final TreeSet<String> notes = new TreeSet<>();

    /** The thread takes a step for that exchange. */
    void in(Exchange exchange) {
        current.set(route(exchange));
    }

    /** The exchange would have gone there. */
    void went(Exchange exchange, String uri) {
        add(route(exchange), shown(uri));
    }

    /** That would have been asked for something. */
    void asked(String uri) {
        add(current.get(), shown(uri));
    }

    /** Copies that go on beside a route keep a property, and not where they came from. */
    private static String route(Exchange exchange) {
        String known = exchange.getProperty(ROUTE, String.class);
        if (known == null) {
            known = exchange.getFromRouteId() == null ? "" : exchange.getFromRouteId();
            exchange.setProperty(ROUTE, known);
        }
        return known;
    }

    private synchronized void add(String route, String address) {
        Map<String, Integer> addresses = elsewhere.computeIfAbsent(route, unused -> new TreeMap<>());
        String key = addresses.containsKey(address) || addresses.size() < MOST_ADDRESSES ? address : OTHERS;
        addresses.merge(key, 1, Integer::sum);
    }

    /** The trial does something otherwise than the hub would. */
    synchronized void note(String sentence) {
        notes.add(sentence);
    }

    synchronized Map<String, Map<String, Integer>> elsewhere() {
        var copy = new TreeMap<String, Map<String, Integer>>();
        elsewhere.forEach((route, addresses) -> copy.put(route, new TreeMap<>(addresses)));
        return copy;
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Without a password, and without what follows the question mark: it may hold a message's words. */
    private static String shown(String uri) {
        String address = uri.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//xxxxxx@");
        return String.valueOf(URISupport.sanitizeUri(address)).replaceFirst("://", ":");
    }
}
