-- Short codes by which a person goes on with a draft on another device.
create table draft_code (
    digest bytea not null primary key,
    draft bytea not null,
    expires_at bigint not null
);
create index draft_code_by_draft on draft_code (draft);
