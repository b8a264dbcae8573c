package io.deskbridge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The other side of a bench, a process of its own: a network and a desk. {@code POST /supply} gives an account messages to
 * read, {@code POST /delay} makes the desk slow, {@code GET /count} and {@code GET /arrivals} tell what it took.
 */
final class Stub {
    private final StubNetwork network = new StubNetwork();
    private final StubDesk desk = new StubDesk();
    private final StubDoor server;
    private final Map<String, Long> delays = new HashMap<>();

    /** @param door {@code tomcat} or {@code lean} */
    private Stub(String door) throws IOException {
        server = door.equals("lean") ? new StubServer(this::serve) : new TomcatDoor(this::serve);
    }

    /** Prints its port and serves until its parent goes away. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var stub = new Stub(args[0]);
        Child.ready(stub.server.port());
        stub.server.run();
    }

    private void serve(StubCall call) {
        String account = call.text("account");
        switch (call.path()) {
            case "/messages" ->
                call.answer(200, network.read(account, desk.entries(account), call.number("after", 0), (int)
                        call.number("limit", 200)));
            case "/entries" ->
                late(
                        account,
                        () -> call.answer("{\"ticket\":\""
                                + desk.take(
                                        account,
                                        call.text("ticket"),
                                        call.text("keys").split(","),
                                        call.text("ids").split(","))
                                + "\"}"));
            case "/notes" -> {
                desk.note();
                call.answer("{}");
            }
            case "/find" -> call.answer("{\"ticket\":\"" + desk.find(account, call.text("keys")) + "\"}");
            case "/check" -> call.answer("{}");
            case "/supply-several" -> {
                desk.reset(account);
                for (long i = 1; i <= call.number("accounts", 1); i++) {
                    network.supply(
                            account + "-" + i,
                            (int) call.number("messages", 0),
                            (int) call.number("conversations", 1),
                            Long.MAX_VALUE);
                }
                call.answer("{\"at\":" + Micros.now() + "}");
            }
            case "/supply" -> {
                desk.reset(account);
                network.supply(
                        account,
                        (int) call.number("messages", 0),
                        (int) call.number("conversations", 1),
                        call.number("window", Long.MAX_VALUE));
                call.answer("{\"at\":" + Micros.now() + "}");
            }
            case "/delay" -> {
                delays.put(account, call.number("millis", 0));
                call.answer("{}");
            }
            case "/count" -> call.answer(desk.count(account));
            case "/arrivals" -> call.answer(desk.arrivals(account));
            // what an X channel asks for beside its webhook
            case "/2/users/by/username/acme" -> call.answer("{\"data\":{\"id\":\"" + XCalls.USER_ID + "\"}}");
            case "/2/users/" + XCalls.USER_ID + "/mentions" -> call.answer("{\"meta\":{\"result_count\":0}}");
            default -> call.answer(404, "{}".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** As a desk that takes its time: it works first and answers then, so the entry counts when the answer goes. */
    private void late(String account, Runnable answer) {
        long delay = delays.getOrDefault(account, 0L);
        if (delay == 0) {
            answer.run();
        } else {
            server.after(delay, answer);
        }
    }
}
