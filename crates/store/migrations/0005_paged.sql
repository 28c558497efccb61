-- The dossiers of a commune and a period are shown page by page, in this order.
drop index dossier_received;
create index dossier_received on dossier (unit, received_day, id) where received_day is not null;
