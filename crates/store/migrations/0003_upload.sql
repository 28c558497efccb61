-- Files that arrive in pieces, and those that have arrived and wait to be handed in.
create table upload (
    id bytea not null primary key,
    -- Whose it is: draft:<id>, dossier:<id> or officer:<id>.
    owner text not null,
    -- The address it comes from, for the quota.
    origin text not null,
    paper text not null,
    name text not null,
    size bigint not null,
    -- So many bytes are on the disk and acknowledged.
    received bigint not null,
    -- open, taken or refused.
    state text not null,
    -- Taken: the file's facts. Refused: the refusal. Both as JSON; else empty.
    result text not null,
    touched_at bigint not null
);
create index upload_by_owner on upload (owner, state);
create index upload_by_touch on upload (touched_at);
create index upload_open on upload (origin, size) where state = 'open';

-- What the virus scanner said about a file; no row = nobody has asked yet.
create table scan (
    digest text not null primary key,
    -- pending, clean, infected or not_scanned.
    state text not null,
    -- The name of what was found, or why it could not be scanned.
    detail text not null,
    tries bigint not null,
    -- Not before this moment again.
    next_at bigint not null,
    at bigint not null
);
create index scan_waiting on scan (next_at) where state in ('pending', 'not_scanned');
