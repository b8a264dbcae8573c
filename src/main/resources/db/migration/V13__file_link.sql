-- Files of replies that went out as links, and their bytes in pieces, so that nobody ever holds many of them at once.
create table file_link (
    token        text    not null unique, -- the end of the address; nobody can guess it
    reply_seq    bigint  not null,
    reference    text    not null, -- which of the comment's files
    name         text    not null,
    mime_type    text    not null,
    size         bigint  not null, -- in bytes
    made_at      bigint  not null,
    ends_at      bigint  not null, -- from then on its bytes are gone
    primary key (reply_seq, reference)
);
create table file_piece (
    token        text    not null,
    piece        integer not null, -- from 0
    bytes        ${bytes} not null,
    primary key (token, piece)
);
create index file_link_by_end on file_link (ends_at);
