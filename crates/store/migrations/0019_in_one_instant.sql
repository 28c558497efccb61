-- Templates by which a paper was drafted or made. Only ever added to; a template that was used before is not on file
-- here, and none of those begins again.
create table template_used (
    template text not null primary key
) {without_rowid};

-- Templates that a change of the catalogue put right on the day on which they began.
create table template_replaced (
    number bigint not null,
    template text not null,
    primary key (number, template)
) {without_rowid};

-- Who entries are about, by which somebody who is entered twice in one instant is seen: of entries that count and are
-- about the same person, on purpose, only the first has a row.
create table entry_alike (
    agency text not null,
    register text not null,
    who text not null,
    entry text not null,
    primary key (agency, register, who)
) {without_rowid};
create index entry_alike_of on entry_alike (entry);

-- How often the person ended the links that show the result of a dossier. Links of before show nothing any more.
create table result_link_ended (
    dossier bytea not null primary key,
    times bigint not null
) {without_rowid};
