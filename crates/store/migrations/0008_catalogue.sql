-- What officials put into force in the catalogue while the program runs: texts of whole
-- files, laid over those that the program came with. Only ever added to.
create table catalogue_change (
    -- 1, 2, 3 … without a gap: the number is the lock.
    number bigint not null primary key,
    at bigint not null,
    -- Who and why: core::law::CatalogueChange.
    body text not null
);
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

-- The version of its procedure under which a dossier was handed in.
alter table dossier add column version bigint not null default 0;
create index dossier_open_by_version on dossier (procedure, version) where open = 1;
