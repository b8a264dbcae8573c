package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small help desk of the routes' README on a free port of loopback: tickets with entries, each with the key under which
 * it was written, for whoever has the token. The way of the next calls can be chosen.
 */
final class HelpDeskApi implements AutoCloseable {
    static final String TOKEN = "s3cret-of-the-help-desk";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTRIES = Pattern.compile("/api/tickets/(\\d+)/entries");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final List<Ticket> tickets = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch late = new CountDownLatch(1);
    private final List<String> keysSeen = new ArrayList<>();
    private final Map<Integer, State> states = new ConcurrentHashMap<>();
    private boolean keyed;

    /** @param since when it became so */
    private record State(boolean solved, String since) {}

    /** How the next call goes. */
    enum Way {
        /** It is done, and the connection closed without an answer. */
        LOST(0),
        /** It is done, and answered after {@link #answerNow}. */
        LATE(0),
        /** It is done, and answered 500. */
        DONE_AND_BROKEN(500),
        /** It is done, and answered 503: a client that repeats by itself would write twice. */
        DONE_AND_BUSY(503),
        /** It is done, and answered with a page. */
        DONE_AND_NONSENSE(200),
        /** It is not done, and answered 500. */
        BROKEN(500),
        REFUSED(400),
        LIMITED(429),
        NOT_FOUND(404);

        private final int status;

        Way(int status) {
            this.status = status;
        }
    }

    /** @param path that the call's begins with */
    private record Fault(String method, String path, Way way, int seconds) {}

    /** A ticket as agents see it. */
    record Ticket(int id, String key, String conversation, String subject, String customer, List<Entry> entries) {}

    /** @param kind {@code customer}, {@code hub} or {@code agent} */
    record Entry(
            String id,
            String key,
            String kind,
            String author,
            String text,
            boolean isPublic,
            String at,
            String changed) {}

    HelpDeskApi(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/api/", this::answer);
        server.start();
    }

    /** As the README names it. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on a write with a key that it knows is not done again. */
    synchronized void knowsKeys() {
        keyed = true;
    }

    synchronized void next(String method, String path, Way way) {
        faults.add(new Fault(method, path, way, 0));
    }

    synchronized void limitNext(String path, int seconds) {
        faults.add(new Fault("GET", path, Way.LIMITED, seconds));
    }

    void answerNow() {
        late.countDown();
    }

    /** How often a call was made, by {@code POST /api/tickets}. */
    int calls(String call) {
        return calls.getOrDefault(call, 0);
    }

    /** The {@code Idempotency-Key} of all writes, in order. */
    synchronized List<String> keysSeen() {
        return List.copyOf(keysSeen);
    }

    synchronized List<Ticket> tickets() {
        return tickets.stream()
                .map(ticket -> new Ticket(
                        ticket.id(),
                        ticket.key(),
                        ticket.conversation(),
                        ticket.subject(),
                        ticket.customer(),
                        List.copyOf(ticket.entries())))
                .toList();
    }

    List<Ticket> tickets(String conversation) {
        return tickets().stream()
                .filter(ticket -> ticket.conversation().equals(conversation))
                .toList();
    }

    /** An agent writes; the entry's id. */
    synchronized String agent(String ticket, String agent, String text, boolean isPublic) {
        return add(ticket(ticket), "", "agent", agent, text, isPublic).id();
    }

    /** The agent changes what that comment says, or who may read it. */
    synchronized void change(String id, String text, boolean isPublic) {
        for (Ticket ticket : tickets) {
            ticket.entries()
                    .replaceAll(entry -> !entry.id().equals(id)
                            ? entry
                            : new Entry(
                                    id, entry.key(), entry.kind(), entry.author(), text, isPublic, entry.at(), now()));
        }
    }

    synchronized void solve(int ticket) {
        states.put(ticket, new State(true, now()));
    }

    synchronized boolean isSolved(int ticket) {
        return states.getOrDefault(ticket, new State(false, "")).solved();
    }

    private String now() {
        return clock.instant().toString();
    }

    private Ticket ticket(String id) {
        return tickets.get(Integer.parseInt(id) - 1);
    }

    private Entry add(Ticket ticket, String key, String kind, String author, String text, boolean isPublic) {
        String id = ticket.id() + "-" + (ticket.entries().size() + 1);
        var entry = new Entry(id, key, kind, author, text, isPublic, now(), now());
        ticket.entries().add(entry);
        return entry;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        calls.merge(method + " " + path, 1, Integer::sum);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\": \"who are you?\"}");
            return;
        }
        Optional<Fault> fault = fault(method, path);
        Way way = fault.map(Fault::way).orElse(null);
        if (way == Way.BROKEN || way == Way.REFUSED || way == Way.NOT_FOUND) {
            send(exchange, way.status, "{\"error\": \"the text is not allowed here\"}");
        } else if (way == Way.LIMITED) {
            exchange.getResponseHeaders()
                    .add("Retry-After", String.valueOf(fault.get().seconds()));
            send(exchange, way.status, "{}");
        } else {
            Optional<JsonNode> done = done(exchange, method, path, body);
            if (way == Way.LATE) {
                awaitAnswer();
            }
            if (way == Way.LOST) {
                exchange.close();
            } else if (way == Way.DONE_AND_BROKEN || way == Way.DONE_AND_BUSY) {
                send(exchange, way.status, "{}");
            } else if (way == Way.DONE_AND_NONSENSE) {
                send(exchange, way.status, "<html>Maintenance</html>");
            } else {
                send(
                        exchange,
                        done.isPresent() ? 200 : 404,
                        done.map(JsonNode::toString).orElse("{}"));
            }
        }
    }

    private synchronized Optional<Fault> fault(String method, String path) {
        return faults.stream()
                .filter(fault -> fault.method().equals(method) && path.matches(fault.path()))
                .findFirst()
                .filter(faults::remove);
    }

    private void awaitAnswer() {
        try {
            if (!late.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody lets it answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<JsonNode> done(HttpExchange exchange, String method, String path, byte[] body)
            throws IOException {
        Matcher entries = ENTRIES.matcher(path);
        if (method.equals("PATCH")) {
            int id = Integer.parseInt(path.substring("/api/tickets/".length()));
            String was = isSolved(id) ? "solved" : "open";
            String state = JSON.readTree(body).path("state").asText();
            states.put(id, new State(state.equals("solved"), now()));
            return Optional.of(JSON.createObjectNode().put("id", id).put("was", was));
        }
        if (method.equals("POST")) {
            JsonNode said = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            String key = said.path("key").asText();
            keysSeen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            Optional<Ticket> known = keyed ? holding(key) : Optional.empty();
            if (known.isPresent()) {
                return Optional.of(json(known.get()));
            }
            if (entries.matches()) {
                boolean isPublic = said.path("public").booleanValue();
                add(
                        ticket(entries.group(1)),
                        key,
                        isPublic ? "customer" : "hub",
                        isPublic ? "customer" : "hub",
                        said.path("text").asText(),
                        isPublic);
                return Optional.of(json(ticket(entries.group(1))));
            }
            var ticket = new Ticket(
                    tickets.size() + 1,
                    key,
                    said.path("conversation").asText(),
                    said.path("subject").asText(),
                    said.path("customer").asText(),
                    new ArrayList<>());
            tickets.add(ticket);
            add(ticket, key, "customer", "customer", said.path("text").asText(), true);
            return Optional.of(json(ticket));
        }
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        if (path.equals("/api/entries") && query.startsWith("key=")) {
            return Optional.of(list(entry -> entry.key().equals(query.substring(4))));
        }
        if (path.equals("/api/entries")) {
            return Optional.of(list(entry -> true));
        }
        if (path.equals("/api/tickets")) {
            ObjectNode list = JSON.createObjectNode();
            ArrayNode all = list.putArray("tickets");
            for (Ticket ticket : tickets) {
                all.addObject()
                        .put("id", ticket.id())
                        .put("state", isSolved(ticket.id()) ? "solved" : "open")
                        .put(
                                "changed",
                                states.getOrDefault(
                                                ticket.id(),
                                                new State(
                                                        false,
                                                        ticket.entries().get(0).at()))
                                        .since());
            }
            return Optional.of(list);
        }
        if (path.startsWith("/api/entries/")) {
            String id = path.substring("/api/entries/".length());
            JsonNode found = list(entry -> entry.id().equals(id)).get("entries");
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
        }
        return path.equals("/api/me") ? Optional.of(JSON.createObjectNode().put("name", "hub")) : Optional.empty();
    }

    private Optional<Ticket> holding(String key) {
        return tickets.stream()
                .filter(ticket ->
                        ticket.entries().stream().anyMatch(entry -> entry.key().equals(key)))
                .findFirst();
    }

    private ObjectNode json(Ticket ticket) {
        return JSON.createObjectNode()
                .put("id", ticket.id())
                .put("url", "http://" + host() + "/tickets/" + ticket.id());
    }

    private ObjectNode list(java.util.function.Predicate<Entry> wanted) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode all = list.putArray("entries");
        for (Ticket ticket : tickets) {
            for (Entry entry : ticket.entries()) {
                if (wanted.test(entry)) {
                    ObjectNode one = all.addObject();
                    one.put("id", entry.id()).put("ticket", ticket.id()).put("text", entry.text());
                    one.put("public", entry.isPublic()).put("at", entry.at()).put("changed", entry.changed());
                    one.put("key", entry.key().isEmpty() ? null : entry.key());
                    one.putObject("author")
                            .put("kind", entry.kind())
                            .put("id", entry.author())
                            .put("name", entry.author().toUpperCase(java.util.Locale.ROOT));
                }
            }
        }
        return list;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        answerNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
