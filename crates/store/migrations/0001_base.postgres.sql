-- The transaction that wrote an event: the order of the feed among processes that write
-- at once. A reader goes no further than the oldest transaction that still runs.
alter table event add column xact xid8 not null default pg_current_xact_id();
alter table event add primary key (xact, position);

-- Each word with its agency before it: `H57.101_hoa`. Without a list of what is still to be
-- added to it, through which every search would have to go.
create index dossier_words_of_agency on dossier_words using gin
    (array_to_tsvector(string_to_array(ltrim(replace(rtrim(words), ' ', ' ' || agency || '_')), ' ')))
    with (fastupdate = off);

create function history_is_only_ever_added_to() returns trigger language plpgsql as
$$ begin raise exception 'history is only ever added to'; end $$;
create trigger event_is_never_changed before update or delete on event
for each row execute function history_is_only_ever_added_to();
create trigger event_is_never_emptied before truncate on event
for each statement execute function history_is_only_ever_added_to();
create trigger catalogue_file_is_never_changed before update or delete on catalogue_file
for each row execute function history_is_only_ever_added_to();
create trigger catalogue_file_is_never_emptied before truncate on catalogue_file
for each statement execute function history_is_only_ever_added_to();
