package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users. Agents exist as soon as they log in; end users are made through the API. */
@Component
@SandboxPart
class People {
    private final Map<Long, Person> byId = new LinkedHashMap<>();
    private long last = 360_000_000_000L;

    synchronized Optional<Person> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<Person> byExternalId(String externalId) {
        return first(person -> externalId.equalsIgnoreCase(person.externalId()));
    }

    /** The person who logs in with that address. */
    synchronized Person staff(String email, String name, String role, @Nullable Integer roleType) {
        return first(person -> email.equalsIgnoreCase(person.email()))
                .orElseGet(() -> put(new Person(++last, name, email, role, roleType, null, null, null, true)));
    }

    /** Makes a user, or changes the one with that external id or address. */
    synchronized Person createOrUpdate(PersonRequest request) {
        if (request.name() == null || request.name().isBlank()) {
            throw Refusal.invalid("name", "Name: is too short (minimum one character)");
        }
        Optional<Person> known = known(request);
        return put(new Person(
                known.map(Person::id).orElseGet(() -> ++last),
                request.name(),
                request.email() != null
                        ? request.email()
                        : known.map(Person::email).orElse(null),
                known.map(Person::role).orElse(Objects.requireNonNullElse(request.role(), "end-user")),
                known.map(Person::roleType).orElse(null),
                request.externalId() != null
                        ? request.externalId()
                        : known.map(Person::externalId).orElse(null),
                request.notes() != null
                        ? request.notes()
                        : known.map(Person::notes).orElse(null),
                request.details() != null
                        ? request.details()
                        : known.map(Person::details).orElse(null),
                true));
    }

    synchronized Optional<Person> known(PersonRequest request) {
        return first(person ->
                        request.externalId() != null && request.externalId().equalsIgnoreCase(person.externalId()))
                .or(() -> first(
                        person -> request.email() != null && request.email().equalsIgnoreCase(person.email())));
    }

    String name(long id) {
        return byId(id).map(Person::name).orElse("(unknown)");
    }

    private Optional<Person> first(Predicate<Person> test) {
        return byId.values().stream().filter(test).findFirst();
    }

    private Person put(Person person) {
        byId.put(person.id(), person);
        return person;
    }

    /** "mia" becomes "Mia". */
    static String capital(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
