package io.deskbridge.sandbox.zendesk;

import java.util.Locale;
import java.util.Set;

/** Applies what a request says of a ticket's fields. */
final class Changes {
    private static final Set<String> STATUSES = Set.of("new", "open", "pending", "hold", "solved", "closed");
    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");
    private static final Set<String> TYPES = Set.of("question", "incident", "problem", "task");

    private Changes() {}

    static void apply(Ticket ticket, TicketRequest request) {
        if (request.status() != null) {
            ticket.status = checked("status", request.status(), STATUSES);
        }
        if (request.priority() != null) {
            ticket.priority = checked("priority", request.priority(), PRIORITIES);
        }
        if (request.type() != null) {
            ticket.type = checked("type", request.type(), TYPES);
        }
        if (request.groupId() != null) {
            ticket.group = Groups.known(request.groupId());
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
        if (request.customFields() != null) {
            request.customFields().forEach(field -> ticket.fields.put(field.id(), field.value()));
        }
    }

    private static String checked(String field, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw Refusal.invalid(field, field + ": is not properly formatted: " + value);
        }
        return value;
    }
}
