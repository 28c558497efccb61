-- The words of dossier_words, each with its agency before it: `H57.101_hoa`. Only asked for
-- single words, so neither where they stand nor how many they are is kept.
create virtual table dossier_search using fts5
    (text, content = '', tokenize = "ascii tokenchars '._'", detail = none, columnsize = 0);

-- "insert or replace" removes a row without asking the triggers of a removal.
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where record = new.record and kind = new.kind and seq = new.seq)
     or exists (select 1 from event where position = new.position)
begin select raise(abort, 'history is only ever added to'); end;
create trigger event_is_never_changed before update on event
begin select raise(abort, 'history is only ever added to'); end;
create trigger event_is_never_removed before delete on event
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_replaced before insert on catalogue_file
when exists (select 1 from catalogue_file where path = new.path and number = new.number)
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_changed before update on catalogue_file
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_removed before delete on catalogue_file
begin select raise(abort, 'history is only ever added to'); end;
