create trigger printed_is_never_changed before update or delete on printed
for each row execute function history_is_only_ever_added_to();
create trigger printed_is_never_emptied before truncate on printed
for each statement execute function history_is_only_ever_added_to();
