-- PostgreSQL keeps the name that the key had before.
alter index share_ended_beside_pkey rename to share_ended_pkey;
