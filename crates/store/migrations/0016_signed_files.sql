-- The digital signatures in each file that may have some (core::document::SignaturesFound).
create table signed_file (
    digest text not null primary key,
    -- pending, unsigned or found.
    state text not null,
    -- What was found, JSON; empty before that.
    found text not null,
    -- On which list of trusted issuers the judgement rests.
    trust text not null,
    tries bigint not null,
    -- Not before this moment again.
    next_at bigint not null,
    -- When the file came in first: for this moment its signatures are judged.
    at bigint not null
);
create index signed_file_waiting on signed_file (next_at) where state = 'pending';

-- What came in before anybody looked at signatures is looked at now.
insert into signed_file (digest, state, found, trust, tries, next_at, at)
select digest, 'pending', '', '', 0, at, at from scan;

-- Papers that wait for the key of whoever decided: whose; empty for all others.
alter table deed add column signer text not null default '';
create index deed_to_sign on deed (signer, decided_at) where signer <> '';
