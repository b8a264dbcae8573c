-- The agent was told in the ticket that the answer waits; that is told once.
alter table comment add column told_waiting integer not null default 0;
