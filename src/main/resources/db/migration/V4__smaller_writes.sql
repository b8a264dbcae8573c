-- A message has no number until it is first written to a desk; an entry without one was written for nothing, twice.
drop index message_by_number;
create index message_by_number on message (thread, channel, number) where number is not null;

-- A message's words do not change when its state does; kept apart they are not written again each time.
${content_apart}
