-- What a ticket shows, as a tag, of how far its newest answer came. One row a ticket, however much the network tells.
create table delivery_mark (
    seq          ${identity},
    desk         text    not null,
    ticket_id    text    not null,
    channel      text    not null,
    thread       text    not null,
    stage        text,             -- what the ticket shows: failed, delivered, read; null for nothing
    news         bigint  not null, -- grows with each piece of news, so that one that comes during a write is seen
    state        text    not null, -- waiting, settled
    reason       text    not null,
    due_at       bigint  not null default 0,
    postponed_at bigint  not null default 0,
    attempts     integer not null default 0,
    strikes      integer not null default 0,
    unique (desk, ticket_id)
);
create index delivery_mark_unfinished on delivery_mark (channel, thread, seq) where state = 'waiting';
