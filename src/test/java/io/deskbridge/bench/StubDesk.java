package io.deskbridge.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a desk took, counted for each account apart, and for accounts {@code x-1, x-2, ...} together. It keeps no text. */
final class StubDesk {
    private final Map<String, Taken> accounts = new HashMap<>();
    private final Map<String, String> ticketOfKey = new HashMap<>();
    private long tickets;
    private long notes;

    private static final class Taken {
        private final List<String> arrivals = new ArrayList<>();
        private long entries;
        private long doubled;
        private long opened;
        private long first;
        private long last;
    }

    /** Forgets what it counted for the account, and which entries it knows. */
    void reset(String account) {
        accounts.remove(account);
        ticketOfKey.keySet().removeIf(key -> key.startsWith(account + " "));
    }

    private static String group(String account) {
        int end = account.lastIndexOf('-');
        return end < 0 ? account : account.substring(0, end);
    }

    /** Opens a ticket, or appends to the one that is named. */
    String take(String from, String ticket, String[] keys, String[] messages) {
        String account = group(from);
        Taken taken = accounts.computeIfAbsent(account, unused -> new Taken());
        String id = ticket.isEmpty() ? String.valueOf(++tickets) : ticket;
        taken.opened += ticket.isEmpty() ? 1 : 0;
        long now = Micros.now();
        taken.first = taken.first == 0 ? now : taken.first;
        taken.last = now;
        for (int i = 0; i < keys.length; i++) {
            boolean known = ticketOfKey.put(account + " " + keys[i], id) != null;
            taken.doubled += known ? 1 : 0;
            taken.entries++;
            taken.arrivals.add(messages[i] + ":" + now);
        }
        return id;
    }

    /** How many entries it took since it was last reset. */
    long entries(String account) {
        Taken taken = accounts.get(account);
        return taken == null ? 0 : taken.entries;
    }

    void note() {
        notes++;
    }

    /** The ticket in which the entry stands; empty when it stands nowhere. */
    String find(String account, String key) {
        return ticketOfKey.getOrDefault(group(account) + " " + key, "");
    }

    /** Counts and times of an account, as JSON; times in microseconds since 1970. */
    String count(String account) {
        Taken taken = accounts.getOrDefault(account, new Taken());
        return "{\"entries\":" + taken.entries + ",\"opened\":" + taken.opened + ",\"doubled\":" + taken.doubled
                + ",\"notes\":" + notes + ",\"first\":" + taken.first + ",\"last\":" + taken.last + "}";
    }

    /** The messages in the order they came, each as {@code id:time}, one a line. */
    String arrivals(String account) {
        return String.join("\n", accounts.getOrDefault(account, new Taken()).arrivals);
    }
}
