-- Papers that decisions made of drafts (core::deed::DeedMade), each by the code by which anybody can
-- check it, and by its book. Written with the decision and never changed: what became of a paper is
-- read from its dossier. `number` is 0 and `book` is empty for a paper that is in no book.
create table deed (
    check_code text primary key,
    dossier bytea not null,
    agency text not null,
    book text not null,
    year bigint not null,
    number bigint not null,
    decided_at bigint not null
) {without_rowid};
create unique index deed_by_book on deed (agency, book, year, number) where number > 0;
