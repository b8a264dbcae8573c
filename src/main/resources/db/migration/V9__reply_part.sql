-- The posts of a reply that is sent as a numbered thread. There are none until the first one is about to be sent.
create table reply_part (
    reply_seq       bigint  not null,
    part            integer not null, -- from 0
    channel         text    not null,
    thread          text    not null,
    text            text    not null,
    tried_at        bigint,           -- a send was begun and its outcome not recorded
    sent_id         text,
    permalink       text,
    sent_at         bigint,
    delivery        text,             -- as in reply
    delivery_at     bigint,
    delivery_reason text,
    primary key (reply_seq, part)
);
create index reply_part_by_sent on reply_part (channel, sent_id);
create index reply_part_open on reply_part (channel, thread) where sent_id is null;
