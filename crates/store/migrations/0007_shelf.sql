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
