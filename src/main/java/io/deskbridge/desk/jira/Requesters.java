package io.deskbridge.desk.jira;

import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authors as customers of a service project. Jira wants an address for every customer, and networks tell none, so the
 * hub makes one by the admin's pattern; without a pattern, outside service projects, and where Jira refuses, the hub's user
 * stays the reporter.
 */
final class Requesters {
    private static final Logger LOG = LoggerFactory.getLogger(Requesters.class);
    private static final int REMEMBERED = 5_000;
    private static final int CODE = 16;

    private final JiraApi api;
    private final ServiceDeskApi serviceDesk;
    private final String pattern;
    private final Map<String, Boolean> serviceProjects = new ConcurrentHashMap<>();
    private final Map<String, String> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Requesters(JiraApi api, ServiceDeskApi serviceDesk, String pattern) {
        this.api = api;
        this.serviceDesk = serviceDesk;
        this.pattern = pattern;
    }

    /** The account id of the author as a customer of the project; empty where there are no such customers, or none is made. */
    Optional<String> idOf(Message message, String project) {
        if (pattern.isBlank() || !serviceProjects.computeIfAbsent(project, api::isServiceProject)) {
            return Optional.empty();
        }
        String address = address(message);
        String key = project + " " + address;
        synchronized (known) {
            if (known.containsKey(key)) {
                return Optional.of(known.get(key));
            }
        }
        String id;
        try {
            id = customer(project, address, message.author());
        } catch (Failure.Rejected refused) {
            LOG.warn(
                    "Jira makes no customer of an author in project {}, so the hub's user is the reporter: {}",
                    project,
                    refused.getMessage());
            return Optional.empty();
        }
        synchronized (known) {
            known.put(key, id);
        }
        return Optional.of(id);
    }

    /** Equal authors have equal addresses; names and handles change. */
    private String address(Message message) {
        String code =
                Marks.sha256(message.id().channel() + "\n" + message.author().id());
        return pattern.replace("*", code.substring(0, CODE));
    }

    private String customer(String project, String address, Author author) {
        Optional<String> there = withAddress(serviceDesk.customersLike(project, address), address);
        if (there.isPresent()) {
            return there.get();
        }
        String id;
        try {
            id = serviceDesk.createCustomer(address, EntryText.called(author));
        } catch (Failure.Rejected exists) {
            id = withAddress(api.peopleLike(address), address).orElseThrow(() -> exists);
        }
        serviceDesk.addCustomer(project, id);
        return id;
    }

    /** The one with that address; where Jira hides addresses, the only one that it found by it. */
    private static Optional<String> withAddress(List<Wire.Named> people, String address) {
        return people.stream()
                .filter(person -> person.name().equalsIgnoreCase(address)
                        || people.size() == 1 && person.name().isEmpty())
                .map(Wire.Named::id)
                .findFirst();
    }
}
