-- Failures that nobody understands are counted by themselves: a row that waited out a long outage is not given up at the
-- next of them. And when a row was postponed, so that a clock that is moved back holds up nothing.
alter table message add column strikes integer not null default 0;
alter table message add column postponed_at bigint not null default 0;
alter table comment add column strikes integer not null default 0;
alter table comment add column postponed_at bigint not null default 0;
alter table note add column strikes integer not null default 0;
alter table note add column postponed_at bigint not null default 0;
