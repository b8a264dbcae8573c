-- Which replies stand on a network, the newest first: some networks tell nobody that one was taken away.
create index reply_standing on reply (channel, sent_at) where state = 'published' and gone_at is null;

-- Which of the comment's files hang on a post of a reply that is several, one reference a line.
alter table reply_part add column files text;
