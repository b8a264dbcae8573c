-- A message has no number until it is first written to a desk; an entry without one was written for nothing, twice.
drop index message_by_number;
create index message_by_number on message (thread, channel, number) where number is not null;
