-- Whether a receipt's file has the agency's seal (core::money::Receipt::file).
alter table receipt add column signed bigint not null default 0;
create index receipt_unsigned on receipt (agency, issued_day, id) where signed = 0;
