-- What several processes on one ledger need, and what makes the ledger fast with many rows.

-- Who works on what. A name stands for an account's polling or for a share of all conversations.
create table lease (
    name         text    not null primary key,
    holder       text    not null, -- one run of one process
    epoch        bigint  not null, -- counts the holders; every write carries it
    held_until   bigint  not null  -- by the database's clock; 0 when it was given back
);

-- A message's place in its conversation, from 1; given when it is first written to a desk, and kept ever after.
alter table message add column number integer;
update message set number = numbered.place
from (
    select channel, message_id, row_number() over (partition by channel, thread order by min(seq)) as place
    from message where state <> 'dismissed' group by channel, thread, message_id
) as numbered
where numbered.channel = message.channel and numbered.message_id = message.message_id and message.state <> 'dismissed';
-- The thread comes first: with the channel first PostgreSQL, before it has statistics, would look up a message's id by it.
create index message_by_number on message (thread, channel, number);

-- Every index costs a page of disk for each message; this one serves what these did.
drop index message_by_thread;
drop index message_by_ticket;

-- The first row of each lane is found by stepping from one conversation to the next; parked rows are not in the way.
drop index message_unfinished;
create index message_unfinished on message (channel, thread, seq) where state = 'waiting' and parked = 0;
create index message_parked on message (seq) where state = 'waiting' and parked = 1;
drop index comment_unfinished;
create index comment_unfinished on comment (channel, thread, seq) where state = 'waiting' and parked = 0;
create index comment_parked on comment (seq) where state = 'waiting' and parked = 1;

-- Authors stand in their messages; nothing read this table.
drop table author;
