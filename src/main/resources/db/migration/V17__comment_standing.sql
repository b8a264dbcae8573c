-- How comments of desks that cannot be asked stand, by what was taken in last. One row a comment.
create table comment_standing (
    desk         text    not null,
    comment_id   text    not null,
    ticket_id    text    not null,
    content      text,             -- the comment as it may be published; null while it may not, without its words then
    changed_at   bigint  not null, -- by the desk's clock
    taken_at     bigint  not null,
    primary key (desk, comment_id)
);
