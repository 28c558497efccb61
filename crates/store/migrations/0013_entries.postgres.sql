create trigger entry_looked_is_never_changed before update or delete on entry_looked
for each row execute function history_is_only_ever_added_to();
create trigger entry_looked_is_never_emptied before truncate on entry_looked
for each statement execute function history_is_only_ever_added_to();
