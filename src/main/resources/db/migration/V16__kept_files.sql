-- Bytes that came with a message and that nobody can be asked for again, in pieces, so that nobody ever holds many of them
-- at once. They are here until their message stands in a desk.
create table kept_file (
    message_seq  bigint  not null,
    place        integer not null, -- among the message's files, from 0
    name         text    not null,
    mime_type    text    not null,
    size         bigint  not null, -- in bytes
    primary key (message_seq, place)
);
create table kept_piece (
    message_seq  bigint  not null,
    place        integer not null,
    piece        integer not null, -- from 0
    bytes        ${bytes} not null,
    primary key (message_seq, place, piece)
);
