update dossier set version = cast(cast(body as json)->'submission'->>'version' as bigint);

create trigger catalogue_change_is_never_changed before update or delete on catalogue_change
for each row execute function history_is_only_ever_added_to();
create trigger catalogue_change_is_never_emptied before truncate on catalogue_change
for each statement execute function history_is_only_ever_added_to();
create trigger catalogue_file_is_never_changed before update or delete on catalogue_file
for each row execute function history_is_only_ever_added_to();
create trigger catalogue_file_is_never_emptied before truncate on catalogue_file
for each statement execute function history_is_only_ever_added_to();
