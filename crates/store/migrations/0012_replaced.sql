-- Papers that replace others: `waiting` is 1 while the registry has not issued one.
alter table deed add column waiting bigint not null default 0;
create index deed_waiting on deed (agency, decided_at) where waiting > 0;
