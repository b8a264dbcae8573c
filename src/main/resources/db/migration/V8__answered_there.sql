-- A note about something our own account wrote on the network: its id there. It may turn out to be one of our replies.
alter table note add column about text;
