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

-- A helper's account is one of a point beside the citizen: of which kind, and its name.
alter table officer add column point_kind text not null default '';
alter table officer add column point_name text not null default '';
