package io.deskbridge.bench;

import java.io.IOException;

/**
 * The other side of a bench, a process of its own: a network and a desk. {@code POST /supply} gives an account messages to
 * read, {@code POST /delay} makes the desk slow, {@code GET /count} and {@code GET /arrivals} tell what it took.
 */
final class Stub {
    private final StubNetwork network = new StubNetwork();
    private final StubDesk desk = new StubDesk();
    private final StubServer server = new StubServer(this::serve);
    private long delay;

    private Stub() throws IOException {}

    /** Prints its port and serves until its parent goes away. */
    public static void main(String[] args) throws IOException {
        var stub = new Stub();
        Child.ready(stub.server.port());
        stub.server.run();
    }

    private void serve(StubCall call) {
        String account = call.text("account");
        switch (call.path()) {
            case "/messages" ->
                call.answer(200, network.read(account, call.number("after", 0), (int) call.number("limit", 200)));
            case "/entries" ->
                late(() -> call.answer("{\"ticket\":\""
                        + desk.take(
                                account,
                                call.text("ticket"),
                                call.text("keys").split(","),
                                call.text("ids").split(","))
                        + "\"}"));
            case "/notes" -> {
                desk.note();
                late(() -> call.answer("{}"));
            }
            case "/find" -> call.answer("{\"ticket\":\"" + desk.find(account, call.text("keys")) + "\"}");
            case "/check" -> call.answer("{}");
            case "/supply" -> {
                desk.reset(account);
                network.supply(account, (int) call.number("messages", 0), (int) call.number("conversations", 1));
                call.answer("{\"at\":" + Micros.now() + "}");
            }
            case "/delay" -> {
                delay = call.number("millis", 0);
                call.answer("{}");
            }
            case "/count" -> call.answer(desk.count(account));
            case "/arrivals" -> call.answer(desk.arrivals(account));
            default -> call.answer(404, "{}".getBytes());
        }
    }

    /** As a desk that takes its time: it works first and answers then, so the entry counts when the answer goes. */
    private void late(Runnable answer) {
        if (delay == 0) {
            answer.run();
        } else {
            server.after(delay, answer);
        }
    }
}
