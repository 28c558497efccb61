-- A person has one account: by identity number, and by e-mail. Empty where nobody said.
alter table officer add column identity text not null default '';
alter table officer add column email text not null default '';
-- The agency to which they go on a day to come; empty for none.
alter table officer add column next_agency text not null default '';
create unique index officer_by_identity on officer (identity) where identity <> '';
create unique index officer_by_email on officer (email) where email <> '';
create index officer_by_next_agency on officer (next_agency) where next_agency <> '';
-- Who holds open dossiers by name, for whoever reassigns them.
create index dossier_held_by on dossier (holder_officer, list_at, id) where open = 1 and holder_officer is not null;
