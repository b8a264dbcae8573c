package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.http.meta.GraphApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people are called: messages carry numbers only. Asked once for each; whoever is not told stays a number. A webhook
 * call waits for this, so after a failure nobody is asked for a while.
 */
final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final int REMEMBERED = 5000;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final GraphApi api;
    private final Clock clock;
    private final Map<String, Author> known = new LinkedHashMap<>();
    private volatile Instant silentUntil = Instant.EPOCH;

    People(GraphApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    Author of(String id) {
        synchronized (known) {
            Author author = known.get(id);
            if (author != null) {
                return author;
            }
        }
        Optional<Author> told = ask(id);
        told.ifPresent(this::remember);
        return told.orElseGet(() -> Author.unknown(id));
    }

    /** As a list of conversations told it. */
    Author named(String id, String name) {
        if (name.isBlank()) {
            return of(id);
        }
        Author author = author(id, name);
        remember(author);
        return author;
    }

    private void remember(Author author) {
        synchronized (known) {
            known.put(author.id(), author);
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    /** A message is worth more than the name of its author: it is taken without. */
    private Optional<Author> ask(String id) {
        if (clock.instant().isBefore(silentUntil)) {
            return Optional.empty();
        }
        try {
            JsonNode profile = api.get("/" + id, Map.of("fields", "first_name,last_name"));
            String name = (profile.path("first_name").asText("") + " "
                            + profile.path("last_name").asText(""))
                    .strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(author(id, name));
        } catch (Failure.Rejected e) { // about this person alone
            LOG.debug("Messenger does not tell who {} is: {}", id, e.getMessage());
            return Optional.empty();
        } catch (Failure e) {
            silentUntil = clock.instant().plus(PAUSE);
            LOG.debug("Messenger does not tell who {} is: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Author author(String id, String name) {
        return new Author(id, name, name, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
    }
}
