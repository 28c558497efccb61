-- In which entries of registers the decision of a dossier was noted. Only ever added to, as notes are.
create table entry_noted (
    dossier text not null,
    entry text not null,
    primary key (dossier, entry)
) {without_rowid};
