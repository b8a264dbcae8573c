-- What a message says never changes, its row does: each change of a row's state writes the whole row anew. PostgreSQL would
-- keep words apart by itself, but only those of rows longer than 2,000 bytes, which most are not.
create table message_content (
    seq      ${key_of_another}, -- the message's
    content  text not null
);
insert into message_content (seq, content) select seq, content from message;
alter table message drop column content;
