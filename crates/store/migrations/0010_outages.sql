-- By what a date that is given finds the outages that lie in it: the agency that one
-- struck (empty: a whole province) and when it ended.
alter table outage add column place text not null default '';
alter table outage add column until_at bigint not null default 0;
create index outage_by_place on outage (place, until_at);
