package io.deskbridge.sandbox.zendesk;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies what a request says of a ticket's fields. */
final class Changes {
    private static final Set<String> STATUSES = Set.of("new", "open", "pending", "hold", "solved", "closed");
    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");
    private static final Set<String> TYPES = Set.of("question", "incident", "problem", "task");

    private Changes() {}

    /** Refuses what Zendesk would refuse, before anything is changed. */
    static void check(TicketRequest request) {
        checkOneOf("status", request.status(), STATUSES);
        checkOneOf("priority", request.priority(), PRIORITIES);
        checkOneOf("type", request.type(), TYPES);
        if (request.externalId() != null && request.externalId().length() > 255) {
            throw Refusal.invalid("external_id", "External: is too long (maximum is 255 characters)");
        }
        if (request.groupId() != null) {
            Groups.checkKnown(request.groupId());
        }
    }

    static void apply(Ticket ticket, TicketRequest request) {
        if (request.status() != null) {
            ticket.status = request.status();
        }
        if (request.priority() != null) {
            ticket.priority = request.priority();
        }
        if (request.type() != null) {
            ticket.type = request.type();
        }
        if (request.groupId() != null) {
            ticket.group = request.groupId();
        }
        if (request.subject() != null) {
            ticket.subject = request.subject();
        }
        if (request.externalId() != null) {
            ticket.externalId = request.externalId();
        }
        if (request.brandId() != null) {
            ticket.brand = request.brandId();
        }
        if (request.assigneeId() != null) {
            ticket.assignee = request.assigneeId();
        }
        if (request.tags() != null) {
            ticket.tags.clear();
            request.tags().forEach(tag -> ticket.tags.add(tag.toLowerCase(Locale.ROOT)));
        }
        if (request.additionalTags() != null) {
            request.additionalTags().forEach(tag -> ticket.tags.add(tag.toLowerCase(Locale.ROOT)));
        }
        if (request.customFields() != null) {
            request.customFields().forEach(field -> ticket.fields.put(field.id(), field.value()));
        }
    }

    private static void checkOneOf(String field, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw Refusal.invalid(field, field + ": is not properly formatted: " + value);
        }
    }
}
