-- Each deployment of the admins' route files, good or refused: the files as they were, so that the last good ones can run
-- when the folder's cannot, and any can be brought back.
create table route_deployment (
    seq          ${identity},
    at           bigint  not null,
    author       text    not null, -- who asked through the API; "file" when the folder changed
    result       text    not null, -- begun (a rollback that writes its files), deployed, refused
    content      text    not null  -- JSON: files, changed routes, difference, mistakes
);
create index route_deployment_by_result on route_deployment (result, seq);
