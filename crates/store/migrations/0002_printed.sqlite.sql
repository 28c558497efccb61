create trigger printed_is_never_replaced before insert on printed
when exists (select 1 from printed where rowid = new.rowid)
begin select raise(abort, 'history is only ever added to'); end;
create trigger printed_is_never_changed before update on printed
begin select raise(abort, 'history is only ever added to'); end;
create trigger printed_is_never_removed before delete on printed
begin select raise(abort, 'history is only ever added to'); end;
