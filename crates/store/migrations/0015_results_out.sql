-- Results that are not simply returned where the dossier was handed in (core::dossier::ResultStands): one row for
-- each dossier of which a reception still has something to do. `other` is the other centre, `order_number` the
-- post's; both may be empty.
create table result_out (
    dossier bytea not null primary key,
    agency text not null,
    stage text not null,
    other text not null,
    order_number text not null,
    since bigint not null
) {without_rowid};
create index result_out_by_stage on result_out (agency, stage, since, dossier);
-- Parcels of all agencies, for asking the post about them.
create index result_out_posted on result_out (stage, dossier);

-- Hand-over lists of results between offices (core::consignment).
create table consignment (
    id text not null primary key,
    seq bigint not null,
    from_agency text not null,
    to_agency text not null,
    given_at bigint not null,
    taken bigint not null,
    body text not null
);
create index consignment_from on consignment (from_agency, given_at);
create index consignment_to on consignment (to_agency, taken, given_at);
