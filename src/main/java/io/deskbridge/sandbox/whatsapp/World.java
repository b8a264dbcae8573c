package io.deskbridge.sandbox.whatsapp;

import io.deskbridge.sandbox.SandboxPart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** All chats of one business number. */
@Component("sandboxWhatsAppWorld")
@SandboxPart
class World {
    static final String NUMBER = "106540352242922";
    static final String PHONE = "4930123456";
    static final String ACCOUNT = "102290129340398";

    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis());
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();
    private final Map<String, Medium> media = new ConcurrentHashMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();

    String newId() {
        byte[] number = ("sandbox-" + ids.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        return "wamid." + Base64.getEncoder().encodeToString(number);
    }

    /** The person of that name, made when first met. */
    Person person(String name) {
        return people.computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> Person.named(name));
    }

    Person hide(String name, boolean hidden) {
        Person person = person(name).hiding(hidden);
        people.put(name.toLowerCase(Locale.ROOT), person);
        return person;
    }

    Optional<Person> called(String recipient) {
        return people.values().stream()
                .filter(person -> person.isCalled(recipient))
                .findFirst();
    }

    /** When the person last wrote; free words are taken for a day from then on. */
    Optional<Instant> heard(Person person) {
        return Optional.ofNullable(heard.get(person.userId()));
    }

    void heard(Person person, Instant at) {
        heard.put(person.userId(), at);
    }

    synchronized Said add(Said message) {
        said.put(message.id(), message);
        if (!message.fromBusiness()) {
            heard(message.person(), message.at());
        }
        return message;
    }

    synchronized Optional<Said> said(String id) {
        return Optional.ofNullable(said.get(id));
    }

    /** The message with its new status; statuses may be told in any order, as the real ones are. */
    synchronized Said told(Said message, String status) {
        Said now = message.now(status);
        said.put(message.id(), now);
        return now;
    }

    /** Oldest first. */
    synchronized List<Said> chat(Person person) {
        return said.values().stream()
                .filter(message -> message.person().userId().equals(person.userId()))
                .toList();
    }

    synchronized Collection<Said> all() {
        return new ArrayList<>(said.values());
    }

    Medium keep(String mimeType, byte[] bytes) {
        var medium = new Medium(String.valueOf(ids.incrementAndGet()), mimeType, bytes);
        media.put(medium.id(), medium);
        return medium;
    }

    Optional<Medium> medium(String id) {
        return Optional.ofNullable(media.get(id));
    }
}
