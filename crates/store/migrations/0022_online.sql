-- Since when a go at paying a bill online is open (core::money::Bill::open_try); 0: none is. The platform is asked about it.
alter table bill add column online_at bigint not null default 0;
create index bill_online on bill (online_at, id) where online_at > 0;

-- What the platform collected on a day.
create index payment_platform on payment (paid_day, id) where way = 'platform';

-- For which bill money that waits may be meant; empty where nobody knows.
alter table payment add column meant text not null default '';
create index payment_meant on payment (meant) where meant <> '' and waits = 1;
