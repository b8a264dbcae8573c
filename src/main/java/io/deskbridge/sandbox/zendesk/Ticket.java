package io.deskbridge.sandbox.zendesk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ticket of the sandbox; its {@link Tickets} guard it. */
final class Ticket {
    final long id;
    final Instant createdAt;
    final long requester;
    final long submitter;
    final @Nullable Long followUpOf;
    final List<Audit> audits = new ArrayList<>();
    final Set<String> tags = new LinkedHashSet<>();
    final Map<Long, @Nullable Object> fields = new LinkedHashMap<>();
    String subject = "";
    String status = "new";

    @Nullable
    String externalId;

    @Nullable
    String priority;

    @Nullable
    String type;

    @Nullable
    Long group;

    @Nullable
    Long brand;

    @Nullable
    Long assignee;

    Instant updatedAt;
    /** The number of the newest change to any ticket when this one was last changed; the export is sorted by it. */
    long change;

    Ticket(long id, Instant createdAt, long requester, long submitter, @Nullable Long followUpOf) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.requester = requester;
        this.submitter = submitter;
        this.followUpOf = followUpOf;
    }

    /** The writes that brought a comment, oldest first. */
    Stream<Audit> comments() {
        return audits.stream().filter(audit -> audit.said() != null);
    }

    Said first() {
        return Objects.requireNonNull(comments().findFirst().orElseThrow().said());
    }
}
