-- Each new ticket asks whether anything was written in a ticket that was not linked; mostly there is nothing.
create index comment_unlinked on comment (desk, ticket_id) where channel is null;
create index ticket_event_unlinked on ticket_event (desk, ticket_id) where channel is null;
