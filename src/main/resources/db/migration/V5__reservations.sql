-- Writes to desks that were begun and whose outcome is not recorded. Few at a time, so that saying it before each write
-- costs a little of a small table and nothing of the large one, which learns the outcome.
create table reservation (
    thread       text    not null, -- with channel and seq the message
    channel      text    not null,
    seq          bigint  not null,
    number       integer not null, -- its place in its conversation; the message has it once the outcome is known
    desk         text    not null,
    tried_at     bigint  not null,
    -- The thread comes first, as in message_by_number.
    primary key (thread, channel, seq)
) ${by_key};
insert into reservation (thread, channel, seq, number, desk, tried_at)
select thread, channel, seq, coalesce(number, 1), desk, tried_at from message
where tried_at is not null and desk is not null;
alter table message drop column tried_at;

-- Those that wait stand in message_unfinished or message_parked.
drop index message_by_state;
create index message_by_state on message (state, seq) where state <> 'waiting';
