-- Dossiers that a desk of the agency that received them, or of the one that decides, has given to
-- another agency: that desk follows them, and records what comes back where the other agency has
-- no accounts.
create table given_out (
    dossier bytea not null,
    agency text not null,
    duty text not null,
    since bigint not null,
    primary key (dossier, agency)
) {without_rowid};
create index given_out_by_desk on given_out (agency, duty, since, dossier);
-- Of those that are out already only this is on file: who received them and has them no more.
insert into given_out (dossier, agency, duty, since)
    select id, receiving, 'reception', submitted_at from dossier
    where open = 1 and status >= 4 and status <= 6 and receiving <> holder_agency;
