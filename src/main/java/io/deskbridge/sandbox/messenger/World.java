package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** All conversations of all pages. */
@Component("sandboxMessengerWorld")
@SandboxPart
class World {
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis());
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Instant> heard = new LinkedHashMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Map<String, Medium> media = new LinkedHashMap<>();

    /** The person of that name, as the page knows her; made when first met. */
    synchronized Person person(String page, String name) {
        Person person = Person.named(page, name);
        return people.computeIfAbsent(person.id(), unused -> person);
    }

    synchronized Person change(Person person, UnaryOperator<Person> change) {
        Person now = change.apply(person);
        people.put(now.id(), now);
        return now;
    }

    /** Who has written to the page, by the number the page knows her by. */
    synchronized Optional<Person> known(String page, String id) {
        return Optional.ofNullable(people.get(id))
                .filter(person -> person.page().equals(page));
    }

    /** When the person last wrote or pressed a button; answers are taken for a time from then on. */
    synchronized Optional<Instant> heard(Person person) {
        return Optional.ofNullable(heard.get(person.id()));
    }

    synchronized void heard(Person person, Instant at) {
        heard.put(person.id(), at);
    }

    synchronized Said add(Person person, boolean fromPage, ObjectNode content) {
        var message = new Said("m_" + ids.incrementAndGet(), person, fromPage, content, Instant.now(), 0);
        said.put(message.id(), message);
        if (!fromPage) {
            heard(person, message.at());
        }
        return message;
    }

    synchronized void change(Said message) {
        said.put(message.id(), message);
    }

    synchronized void remove(Said message) {
        said.remove(message.id());
    }

    synchronized Optional<Said> said(String id) {
        return Optional.ofNullable(said.get(id));
    }

    /** Oldest first. */
    synchronized List<Said> conversation(Person person) {
        return said.values().stream()
                .filter(message -> message.person().id().equals(person.id()))
                .toList();
    }

    /** Whom the page has conversations with; who was in touch last comes first. */
    synchronized List<Person> conversations(String page) {
        var last = new LinkedHashMap<String, Said>();
        said.values().forEach(message -> last.put(message.person().id(), message));
        var latest = new ArrayList<>(last.values());
        Collections.reverse(latest);
        return latest.stream()
                .sorted(Comparator.comparing(Said::at).reversed())
                .flatMap(message -> known(page, message.person().id()).stream())
                .toList();
    }

    synchronized Medium keep(String mimeType, String name, byte[] bytes) {
        var medium = new Medium(String.valueOf(ids.incrementAndGet()), mimeType, name, bytes);
        media.put(medium.id(), medium);
        return medium;
    }

    synchronized Optional<Medium> medium(String id) {
        return Optional.ofNullable(media.get(id));
    }
}
