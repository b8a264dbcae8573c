package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Author;
import io.deskbridge.core.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The authors as end users of Zendesk. A user is found by its external id and never by name; what agents note about a
 * user is theirs, so only a new user gets details from the hub.
 */
final class Requesters {
    private static final int REMEMBERED = 5_000;

    private final ZendeskApi api;
    private final Map<String, Wire.Person> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wire.Person> eldest) {
            return size() > REMEMBERED;
        }
    };

    Requesters(ZendeskApi api) {
        this.api = api;
    }

    /** The end user's id. */
    long idOf(Message message) {
        Author author = message.author();
        String externalId = Filing.key("deskbridge:" + message.id().channel() + ":" + author.id());
        String name = EntryText.called(author);
        Optional<Wire.Person> remembered = remembered(externalId);
        Wire.Person person = remembered.isPresent() && remembered.get().name().equals(name)
                ? remembered.get()
                : filed(externalId, name, author);
        remember(externalId, person);
        return Long.parseLong(person.id());
    }

    private Wire.Person filed(String externalId, String name, Author author) {
        Optional<Wire.Person> there = api.personFiledUnder(externalId);
        if (there.isPresent() && there.get().name().equals(name)) {
            return there.get();
        }
        var user = new LinkedHashMap<String, Object>();
        user.put("name", name);
        user.put("external_id", externalId);
        user.put("skip_verify_email", true);
        if (there.isEmpty()) {
            user.put("role", "end-user");
            author.profile().ifPresent(profile -> user.put("details", PlainText.body(profile.toString())));
            user.put("notes", notes(author));
        }
        // Zendesk may change a name (it trims); the hub's wording is remembered, so that it is not written each time
        Wire.Person made = api.createOrUpdate(user);
        return new Wire.Person(made.id(), name, made.role(), made.light());
    }

    private static String notes(Author author) {
        var notes = new StringBuilder("@").append(author.handle());
        author.profile().ifPresent(profile -> notes.append(" · ").append(profile));
        return PlainText.body(notes.toString());
    }

    private Optional<Wire.Person> remembered(String externalId) {
        synchronized (known) {
            return Optional.ofNullable(known.get(externalId));
        }
    }

    private void remember(String externalId, Wire.Person person) {
        synchronized (known) {
            known.put(externalId, person);
        }
    }
}
