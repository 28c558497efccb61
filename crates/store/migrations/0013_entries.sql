-- Entries of registers of civil status (core::register::Entry), by their place and by what is found.
create table entry (
    id text not null primary key,
    seq bigint not null,
    register text not null,
    agency text not null,
    year bigint not null,
    volume text not null,
    -- As it is written, and the number that its writing begins with.
    number text not null,
    counted bigint not null,
    day bigint not null,
    -- The number and volume without the ways to write them.
    slot text not null,
    -- 1 once a decision made it void: then its place and its dossier are free again.
    void bigint not null default 0,
    -- The code of the dossier that it was made from.
    dossier text,
    body text not null
);
create unique index entry_by_place on entry (agency, register, year, slot) where void = 0;
create unique index entry_by_dossier on entry (dossier, register) where dossier is not null and void = 0;
create index entry_by_number on entry (agency, counted);
create index entry_by_day on entry (agency, day);

-- Folded words by which an entry is found, also those of before a note.
create table entry_found_by (
    agency text not null,
    word text not null,
    entry text not null,
    primary key (agency, word, entry)
) {without_rowid};

-- Who looked for or at entries. Only ever added to.
create table entry_looked (
    agency text not null,
    at bigint not null,
    officer text not null,
    sought text not null,
    entry text not null
);
create index entry_looked_at on entry_looked (entry, at);
create index entry_looked_of on entry_looked (agency, at);
