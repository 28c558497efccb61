-- One text for both engines: bigint, text and bytea only; no engine's date types.
-- {without_rowid} is a clustered table on SQLite and nothing on PostgreSQL.

create table setting (
    name text not null primary key,
    value text not null
);

create table officer (
    id text not null primary key,
    name text not null,
    agency text not null,
    duties text not null,
    password text not null,
    active bigint not null
);
create index officer_by_agency on officer (agency, id);

create table session (
    token bytea not null primary key,
    officer text not null references officer (id),
    started_at bigint not null,
    expires_at bigint not null
);

create table draft (
    id bytea not null primary key,
    body text not null,
    touched_at bigint not null
);
create index draft_by_touch on draft (touched_at);

-- The number of the last dossier code, per agency and day.
create table code_counter (
    agency text not null,
    day bigint not null,
    last bigint not null,
    primary key (agency, day)
) {without_rowid};

create table dossier (
    id bytea not null primary key,
    seq bigint not null,
    code text not null,
    status bigint not null,
    procedure text not null,
    channel text not null,
    receiving text not null,
    competent text not null,
    unit text not null,
    parent text not null,
    holder_agency text not null,
    holder_duty text not null,
    holder_officer text,
    -- 1 while somebody has something to do on it.
    open bigint not null,
    -- Sorts the work list: see dossier::place_in_hand.
    list_at bigint not null,
    submitted_at bigint not null,
    -- How it counts (core::scoreboard::standing); null before acceptance.
    received_day bigint,
    eligible bigint,
    online bigint,
    digitised bigint,
    resolved_day bigint,
    on_time bigint,
    body text not null
);
create unique index dossier_by_code on dossier (code);
-- Holds all that a work list sorts, filters and counts by, so that counting reads no dossier.
create index dossier_in_hand on dossier (holder_agency, holder_duty, list_at, id, status) where open = 1;
create index dossier_received on dossier (unit, received_day) where received_day is not null;

-- History is only ever added to; (dossier, seq) is the lock.
create table event (
    dossier bytea not null,
    seq bigint not null,
    at bigint not null,
    kind text not null,
    officer text,
    place text not null,
    -- Where the event settles it: every paper is held as a file.
    digitised bigint,
    body text not null,
    primary key (dossier, seq)
) {without_rowid};

-- Unique for ever: the same key never makes a second dossier.
create table idempotency (
    key text not null primary key,
    digest bytea not null,
    dossier bytea not null,
    seq bigint not null,
    at bigint not null,
    replays bigint not null
);

-- Sums over events (core::scoreboard::tallies), by the day of acceptance and the
-- day on which each thing became true, so that every past snapshot can be had.
create table tally (
    parent text not null,
    received_day bigint not null,
    unit text not null,
    as_day bigint not null,
    received bigint not null,
    eligible bigint not null,
    online bigint not null,
    resolved bigint not null,
    online_resolved bigint not null,
    on_time bigint not null,
    digitised bigint not null,
    primary key (parent, received_day, unit, as_day)
) {without_rowid};
