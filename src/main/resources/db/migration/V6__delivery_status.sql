-- What a network told of a reply after it took it: how far it came, and why no further.
alter table reply add column delivery text; -- sent, failed, delivered, read
alter table reply add column delivery_at bigint;
alter table reply add column delivery_reason text;
