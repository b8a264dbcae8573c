package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * WhatsApp: a chat is between the company and one person, and only she can begin it, so it takes the threads that one
 * customer began and nobody else joined. A person has one chat for ever, so each thread has a person of its own, whose name
 * says which. What answers something quotes it, on both sides.
 */
final class WhatsAppChats implements Network {
    private static final String PEOPLE = "/sandbox/whatsapp/people/";
    private static final int LIMIT = 4096;

    private final RunningHub hub;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    WhatsAppChats(RunningHub hub) {
        this.hub = hub;
    }

    @Override
    public String channel() {
        return "acme-whatsapp";
    }

    @Override
    public String done() {
        return "Sent in private on";
    }

    @Override
    public String title() {
        return "WhatsApp";
    }

    @Override
    public boolean takes(Talk talk, Map<String, String> people) {
        return talk.customers().size() == 1 && talk.begunByCustomer();
    }

    @Override
    public String person(Talk talk, String author, char letter) {
        return letter + author + "t" + talk.root();
    }

    @Override
    public String customersWords(String recorded, Map<String, String> people) {
        return recorded;
    }

    @Override
    public String companysWords(String recorded, Map<String, String> people) {
        return recorded;
    }

    @Override
    public int length(String text) {
        return text.length();
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public String say(String person, String text, String under) {
        met.add(person);
        Map<String, Object> body = under.isEmpty()
                ? Map.of("text", text)
                : Map.of("text", text, "context", Map.of("from", "4930123456", "id", under));
        return hub.call("POST", PEOPLE + person + "/messages", "", body)
                .path("id")
                .asText();
    }

    @Override
    public String sayUnasked(String text, String under) {
        throw new IllegalStateException("a company cannot begin a chat");
    }

    /** What Meta calls her towards this company. */
    @Override
    public String thread(String person, String first) {
        return hub.call("PUT", PEOPLE + person, "", Map.of()).path("userId").asText();
    }

    /** Nothing on WhatsApp has an address; each person is in one thread. */
    @Override
    public String mark(String message, String person) {
        return person + " ";
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        for (String person : met) {
            for (JsonNode said : hub.call("GET", PEOPLE + person + "/chat", "", null)) {
                if (said.path("from").asText().equals("acme")) {
                    published.add(new Published(
                            said.path("id").asText(),
                            said.path("quotes").asText(""),
                            said.path("text").asText()));
                }
            }
        }
        return published;
    }
}
