-- Papers that count no more and are in somebody's hand: 1 until the reception desk has taken them back.
alter table deed add column take_back bigint not null default 0;
create index deed_to_take_back on deed (decided_at) where take_back > 0;
