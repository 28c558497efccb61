create trigger entry_looked_is_never_replaced before insert on entry_looked
when exists (select 1 from entry_looked where rowid = new.rowid)
begin select raise(abort, 'history is only ever added to'); end;
create trigger entry_looked_is_never_changed before update on entry_looked
begin select raise(abort, 'history is only ever added to'); end;
create trigger entry_looked_is_never_removed before delete on entry_looked
begin select raise(abort, 'history is only ever added to'); end;
