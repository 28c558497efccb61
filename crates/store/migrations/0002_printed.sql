-- Papers that show a person's secret and that somebody else than the person opened to
-- print: who, when, of which dossier. Only ever added to.
create table printed (
    dossier bytea not null,
    at bigint not null,
    officer text not null,
    -- `receipt`, or `list` where many were handed in at once.
    what text not null
);
create index printed_of_dossier on printed (dossier, at);
