-- What the office of a province sees from above: the open dossiers of the province (of its
-- communes, whose parent it is, and of its own agencies), those whose limit runs apart from the
-- others, by their date. Holds all that such a list filters and counts by, so that counting reads
-- no dossier; PostgreSQL wants the columns of the two expressions too.
create index dossier_above on dossier (
    (case when parent = '' then unit else parent end),
    (case when status in (2, 4) then 'runs' else 'rests' end),
    list_at, id, unit, procedure, holder_agency, holder_officer, parent, status
) where open = 1;

-- The instructions of the province that wait for an answer, for the work lists of the agencies
-- that may answer them (core::dossier::Dossier::instructed_agencies).
create table instruction_owed (
    dossier bytea not null,
    number bigint not null,
    agency text not null,
    due_at bigint not null,
    primary key (dossier, number, agency)
) {without_rowid};
create index instruction_owed_by_agency on instruction_owed (agency, due_at, dossier, number);
