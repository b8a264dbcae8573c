-- What desks tell of tickets beside public comments. The words of internal notes stand nowhere here.
create table ticket_standing (
    desk         text    not null,
    ticket_id    text    not null,
    solved       integer not null,
    changed_at   bigint  not null, -- by the desk's clock
    outdated     bigint  not null default 0, -- what the desk told of times up to here is out of date: the hub reopened it
    primary key (desk, ticket_id)
);

-- What happened to a ticket and is to be answered, each once.
create table ticket_event (
    seq          ${identity},
    desk         text    not null,
    ticket_id    text    not null,
    channel      text,             -- the conversation of the ticket; null as long as it is not linked
    thread       text,
    kind         text    not null, -- solved, answered, noted
    ref          text    not null, -- which one of its kind: the time of the change, or the comment's id
    who          text    not null, -- the agent's name, of a note
    signs        text    not null, -- why it counts, of a note
    happened_at  bigint  not null, -- by the desk's clock
    received_at  bigint  not null,
    state        text    not null,
    reason       text    not null,
    comment_seq  bigint,           -- the comment whose reply was not published
    spell        bigint,           -- of a hint: when the customer's waiting began, so that it is given once in that time
    tried_at     bigint,           -- a write to the desk was begun and its outcome not recorded
    due_at       bigint  not null default 0,
    postponed_at bigint  not null default 0,
    attempts     integer not null default 0,
    strikes      integer not null default 0,
    ended_at     bigint,
    unique (desk, ticket_id, kind, ref)
);
create index ticket_event_unfinished on ticket_event (channel, thread, seq) where state = 'waiting';
create index ticket_event_told on ticket_event (ended_at) where state in ('reopened', 'alarmed');
