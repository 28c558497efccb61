-- One text for both engines: bigint, text and bytea only; no engine's date types.
-- {without_rowid} is a clustered table on SQLite and nothing on PostgreSQL.

create table setting (
    name text not null primary key,
    value text not null
);

create table officer (
    id text not null primary key,
    seq bigint not null,
    name text not null,
    agency text not null,
    duties text not null,
    password text not null,
    active bigint not null,
    -- A helper's account is one of a point beside the citizen: of which kind, and its name.
    point_kind text not null,
    point_name text not null,
    body text not null
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

-- The last number of each counter: core::act::Series.
create table series (
    name text not null primary key,
    last bigint not null
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
    -- The version of its procedure under which it was handed in.
    version bigint not null,
    body text not null
);
create unique index dossier_by_code on dossier (code);
-- Holds all that a work list sorts, filters and counts by, so that counting reads no dossier.
create index dossier_in_hand on dossier (holder_agency, holder_duty, list_at, id, status) where open = 1;
create index dossier_open_by_version on dossier (procedure, version) where open = 1;
create index dossier_received on dossier (unit, received_day) where received_day is not null;

-- History of every record, only ever added to; (record, seq) is the lock. Positions are in
-- the order of writing; the order of the feed is store::feed's affair.
create table event (
    position {position},
    -- core::act::Record::KIND.
    kind text not null,
    -- core::act::Record::id_bytes.
    record bytea not null,
    seq bigint not null,
    at bigint not null,
    -- core::act::RecordFact::kind.
    fact text not null,
    -- Where the event settles it: every paper of a dossier is held as a file.
    digitised bigint,
    body text not null
);
create unique index event_of_record on event (record, kind, seq);

-- Unique for ever: the same key never makes a second dossier.
create table idempotency (
    key text not null primary key,
    digest bytea not null,
    kind text not null,
    record bytea not null,
    seq bigint not null,
    at bigint not null,
    replays bigint not null
) {without_rowid};

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

-- Recorded outages, as core::outage::Outage has them.
create table outage (
    id text not null primary key,
    seq bigint not null,
    recorded_at bigint not null,
    -- By what a date that is given finds the outages that lie in it: the agency that one
    -- struck (empty: a whole province) and when it ended.
    place text not null,
    until_at bigint not null,
    body text not null
);
create index outage_by_time on outage (recorded_at, id);
create index outage_by_place on outage (place, until_at);

-- The opinions that other agencies owe, for their work lists: what
-- core::dossier::Dossier::opinions_awaited says, row by row.
create table opinion_owed (
    dossier bytea not null,
    number bigint not null,
    agency text not null,
    due_at bigint not null,
    primary key (dossier, number)
) {without_rowid};
create index opinion_owed_by_agency on opinion_owed (agency, due_at, dossier, number);

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

-- Short codes by which a person goes on with a draft on another device.
create table draft_code (
    digest bytea not null primary key,
    draft bytea not null,
    expires_at bigint not null
);
create index draft_code_by_draft on draft_code (draft);

-- Whose a dossier is, by identity number, and which helper's account handed it in:
-- what a counter copies from, what may be reused, and what a helper may follow.
create table dossier_of (
    -- person: an identity number; helper: an account.
    kind text not null,
    name text not null,
    submitted_at bigint not null,
    dossier bytea not null,
    primary key (kind, name, submitted_at, dossier)
) {without_rowid};

-- What a dossier is found by at each agency that may look for it: words of the name, the
-- numbers, the code and the procedure, folded, sorted, a space around each.
create table dossier_words (
    agency text not null,
    submitted_at bigint not null,
    dossier bytea not null,
    words text not null,
    primary key (agency, submitted_at, dossier)
) {without_rowid};

-- Files that an event has named, for ever: they are never swept out.
create table named_file (
    digest text not null primary key
) {without_rowid};

-- When a file was last taken in, and since when it is leaving the shelf. Whoever
-- takes a file in and whoever sweeps it out must change the same row, so that one of
-- them sees the other.
create table shelved (
    digest text not null primary key,
    kept_at bigint not null,
    leaving_at bigint
) {without_rowid};
create index shelved_leaving on shelved (leaving_at) where leaving_at is not null;

-- The catalogue in force: one row, whose sequence number is the number of its last change.
create table law (
    id text not null primary key,
    seq bigint not null,
    body text not null
);
-- What officials put into force in the catalogue while the program runs: texts of whole
-- files, laid over those that the program came with. Only ever added to.
create table catalogue_file (
    number bigint not null,
    path text not null,
    text text not null,
    primary key (path, number)
);

-- The versions that a change altered in place. Such a row is written only while no open
-- dossier rests on the version: open dossiers keep theirs.
create table catalogue_altered (
    number bigint not null,
    procedure text not null,
    version bigint not null,
    primary key (number, procedure, version)
);
