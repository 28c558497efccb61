update dossier set version = json_extract(body, '$.submission.version');

create trigger catalogue_change_is_never_replaced before insert on catalogue_change
when exists (select 1 from catalogue_change where number = new.number)
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_change_is_never_changed before update on catalogue_change
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_change_is_never_removed before delete on catalogue_change
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_replaced before insert on catalogue_file
when exists (select 1 from catalogue_file where path = new.path and number = new.number)
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_changed before update on catalogue_file
begin select raise(abort, 'history is only ever added to'); end;
create trigger catalogue_file_is_never_removed before delete on catalogue_file
begin select raise(abort, 'history is only ever added to'); end;
