package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Private conversations between two people. */
@Component
@SandboxPart
class Convos {
    record Convo(String id, List<String> members) {}

    /**
     * Something that was said, or taken back.
     *
     * @param rev where it stands in the log of all conversations
     */
    record Event(
            Convo convo, String rev, String messageId, String sender, String text, Instant sentAt, boolean deleted) {}

    private final Map<String, Convo> convos = new LinkedHashMap<>();
    private final List<Event> log = new ArrayList<>();

    synchronized Convo between(String one, String other) {
        var members = List.copyOf(new TreeSet<>(List.of(one, other)));
        String id = Tids.next();
        return convos.values().stream()
                .filter(convo -> convo.members().equals(members))
                .findFirst()
                .orElseGet(() -> {
                    var convo = new Convo(id, members);
                    convos.put(id, convo);
                    return convo;
                });
    }

    synchronized Optional<Convo> find(String id, String member) {
        return Optional.ofNullable(convos.get(id))
                .filter(convo -> convo.members().contains(member));
    }

    synchronized List<Convo> of(String member) {
        return convos.values().stream()
                .filter(convo -> convo.members().contains(member))
                .toList();
    }

    synchronized Event say(Convo convo, String sender, String text) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var event = new Event(convo, Tids.next(), Tids.next(), sender, text, now, false);
        log.add(event);
        return event;
    }

    synchronized Optional<Event> takeBack(Convo convo, String messageId) {
        return messages(convo).stream()
                .filter(event -> event.messageId().equals(messageId))
                .findFirst()
                .map(said -> {
                    var gone = new Event(convo, Tids.next(), messageId, said.sender(), "", said.sentAt(), true);
                    log.add(gone);
                    return gone;
                });
    }

    /** What happened in the member's conversations after the cursor, oldest first. */
    synchronized List<Event> log(String member, String cursor) {
        return log.stream()
                .filter(event -> event.convo().members().contains(member))
                .filter(event -> event.rev().compareTo(cursor) > 0)
                .toList();
    }

    /** What stands in a conversation, oldest first. */
    synchronized List<Event> messages(Convo convo) {
        List<String> gone =
                log.stream().filter(Event::deleted).map(Event::messageId).toList();
        return log.stream()
                .filter(event -> event.convo().equals(convo) && !gone.contains(event.messageId()))
                .toList();
    }
}
