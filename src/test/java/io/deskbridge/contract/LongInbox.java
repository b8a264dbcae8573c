package io.deskbridge.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of an account's conversations at Meta, the one that moved last first, 25 on a page. */
public final class LongInbox implements Http {
    private static final int PAGE = 25;
    private static final Pattern AFTER = Pattern.compile("after=(\\d+)");

    private final String us;
    private final List<ObjectNode> conversations = new ArrayList<>();
    private boolean forgetful;

    /**
     * @param us the account's number
     */
    public LongInbox(String us) {
        this.us = us;
    }

    /** The person's conversation has one message more, and moves to the front. */
    public void writes(int person, String id, Instant at) {
        String thread = "t_" + person;
        ObjectNode conversation = conversations.stream()
                .filter(one -> one.path("id").asText().equals(thread))
                .findFirst()
                .orElseGet(() -> conversation(thread, person));
        conversations.remove(conversation);
        conversations.add(0, conversation);
        conversation.put("updated_time", time(at));
        ObjectNode message = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("message", "words of " + id)
                .put("created_time", time(at));
        message.putObject("from").put("id", String.valueOf(person));
        conversation.withObject("/messages").withArray("data").insert(0, message);
    }

    /** Of what was asked before, nobody knows any more where it stopped. */
    public void forgets() {
        forgetful = true;
    }

    private ObjectNode conversation(String thread, int person) {
        ObjectNode made = Json.MAPPER.createObjectNode().put("id", thread);
        var people = made.putObject("participants").putArray("data");
        people.addObject().put("id", us).put("username", "acme");
        people.addObject().put("id", String.valueOf(person)).put("username", "person" + person);
        return made;
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
        Matcher after = AFTER.matcher(String.valueOf(call.uri().getRawQuery()));
        int from = after.find() ? Integer.parseInt(after.group(1)) : 0;
        if (from > 0 && forgetful) {
            forgetful = false;
            return new HttpAnswer(
                    400,
                    Map.of(),
                    "{\"error\":{\"code\":100,\"message\":\"no such cursor\"}}".getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode page = Json.MAPPER.createObjectNode();
        var data = page.putArray("data");
        conversations.stream().skip(from).limit(PAGE).forEach(data::add);
        if (conversations.size() > from + PAGE) {
            page.putObject("paging")
                    .put("next", "https://graph.example/x?platform=any&fields=id&limit=25&after=" + (from + PAGE));
        }
        return new HttpAnswer(200, Map.of(), Json.bytes(page));
    }

    private static String time(Instant at) {
        return at.toString().replace("Z", "+0000");
    }
}
