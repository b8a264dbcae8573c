-- The automatic first reply to a conversation. It is no agent's answer, so it stands in no table of those: who looks for
-- answers does not find it. One row a conversation; one that certainly was not sent may be taken up by a later message.
create table acknowledgement (
    seq             ${identity},
    channel         text    not null,
    thread          text    not null,
    message_id      text    not null, -- which it answers
    desk            text    not null, -- the ticket in which that stands
    ticket_id       text    not null,
    step            text    not null, -- of the route that wants it
    text            text    not null, -- with its placeholders
    state           text    not null,
    reason          text    not null,
    reserved_at     bigint  not null,
    expires_at      bigint  not null, -- not sent after that
    due_at          bigint  not null default 0,
    postponed_at    bigint  not null default 0,
    attempts        integer not null default 0,
    strikes         integer not null default 0,
    tried_at        bigint,           -- a send was begun and its outcome not recorded
    sent_id         text,
    permalink       text,
    sent_at         bigint,
    told            integer not null default 0, -- 1: the agent was told that none was sent; that is told once
    ended_at        bigint,
    unique (channel, thread)
);
create index acknowledgement_unfinished on acknowledgement (channel, thread, seq) where state = 'waiting';
create index acknowledgement_by_sent on acknowledgement (channel, sent_id) where sent_id is not null;
create index acknowledgement_by_state on acknowledgement (state, seq);
