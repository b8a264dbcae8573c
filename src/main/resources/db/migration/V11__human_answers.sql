-- What an answer says, as a hash of its words, and to whom: to find the same answer said again.
alter table reply add column words text;
alter table reply add column person text;
alter table reply add column repeated integer not null default 0; -- 1: the agent was warned of that
alter table reply add column hotline integer not null default 0;  -- 1: the agent was told that it only sends elsewhere
create index reply_by_words on reply (words, reserved_at) where words is not null;
-- It stood on the network and does no longer, since then.
alter table reply add column gone_at bigint;
-- The agent was told in the ticket that no route takes the answer; that is told once.
alter table comment add column told_unrouted integer not null default 0;
-- 1: good news, which a desk may show as a tag instead.
alter table note add column quiet integer not null default 0;
