-- The ledger. One dialect for SQLite and PostgreSQL; where they differ, a placeholder of LedgerDatabase stands.
-- Times are milliseconds since 1970 UTC. "content" is JSON of the core record. States are those of io.deskbridge.store.

create table message (
    seq          ${identity},
    channel      text    not null,
    message_id   text    not null,
    revision_id  text    not null,
    revision_at  bigint  not null,
    change_kind  text    not null, -- new, edited, deleted
    kind         text    not null,
    thread       text    not null,
    author_id    text    not null,
    sent_at      bigint  not null,
    received_at  bigint  not null,
    content      text    not null,
    state        text    not null,
    reason       text    not null,
    parked       integer not null default 0, -- 1: no route takes it; waits for one without holding up the others
    due_at       bigint  not null default 0, -- not before
    attempts     integer not null default 0,
    route        text,
    tried_at     bigint,           -- a write to the desk was begun and its outcome not recorded
    desk         text,             -- where it was written, or tried
    ticket_id    text,
    ended_at     bigint,
    unique (channel, message_id, revision_id)
);
create index message_unfinished on message (channel, thread, seq) where state = 'waiting';
create index message_by_thread on message (channel, thread, seq);
create index message_by_state on message (state, seq);
create index message_by_ticket on message (desk, ticket_id, ended_at);

create table comment (
    seq          ${identity},
    desk         text    not null,
    comment_id   text    not null,
    ticket_id    text    not null,
    channel      text,             -- the conversation of its ticket; null where the ticket is not one of ours
    thread       text,
    written_at   bigint  not null,
    received_at  bigint  not null,
    content      text    not null,
    state        text    not null,
    reason       text    not null,
    parked       integer not null default 0,
    due_at       bigint  not null default 0,
    attempts     integer not null default 0,
    route        text,
    ended_at     bigint,
    unique (desk, comment_id)
);
create index comment_unfinished on comment (channel, thread, seq) where state = 'waiting';
create index comment_by_thread on comment (channel, thread, seq);
create index comment_by_state on comment (state, seq);
create index comment_by_ticket on comment (desk, ticket_id);

create table reply (
    seq          ${identity},
    comment_seq  bigint  not null unique, -- one comment makes one reply
    channel      text    not null,
    thread       text    not null,
    in_reply_to  text    not null,
    content      text    not null,
    state        text    not null,
    reason       text    not null,
    reserved_at  bigint  not null,
    tried_at     bigint,           -- a send was begun and its outcome not recorded
    sent_id      text,
    permalink    text,
    sent_at      bigint,
    ended_at     bigint
);
create index reply_by_sent on reply (channel, sent_id);
create index reply_by_thread on reply (channel, thread, seq);
create index reply_by_state on reply (state, seq);

create table note (
    seq          ${identity},
    channel      text    not null,
    thread       text    not null,
    desk         text    not null,
    ticket_id    text    not null,
    text         text    not null,
    created_at   bigint  not null,
    state        text    not null,
    reason       text    not null,
    due_at       bigint  not null default 0,
    attempts     integer not null default 0,
    tried_at     bigint,
    ended_at     bigint
);
create index note_unfinished on note (channel, thread, seq) where state = 'waiting';
create index note_by_thread on note (channel, thread, seq);
create index note_by_state on note (state, seq);

-- A conversation's tickets, the newest last: a closed ticket gets a follow-up.
create table link (
    seq          ${identity},
    channel      text    not null,
    thread       text    not null,
    desk         text    not null,
    ticket_id    text    not null,
    url          text,
    linked_at    bigint  not null,
    unique (desk, ticket_id)
);
create index link_by_thread on link (channel, thread, desk, seq);

create table author (
    channel      text    not null,
    author_id    text    not null,
    handle       text    not null,
    name         text    not null,
    content      text    not null,
    first_seen   bigint  not null,
    last_seen    bigint  not null,
    primary key (channel, author_id)
);

create table read_cursor (
    account      text    not null, -- channel:<name> or desk:<name>
    source       text    not null,
    value        text    not null,
    moved_at     bigint  not null,
    primary key (account, source)
);

create table token (
    account      text    not null,
    name         text    not null,
    value        text    not null,
    changed_at   bigint  not null,
    primary key (account, name)
);

-- Every change of state, with its time and reason.
create table history (
    seq          ${identity},
    item         text    not null, -- message, comment, reply, note
    item_seq     bigint  not null,
    at           bigint  not null,
    state        text    not null,
    reason       text    not null
);
create index history_by_item on history (item, item_seq, seq);
