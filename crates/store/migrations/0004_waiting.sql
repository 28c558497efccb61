-- Messages of one state, the newest first, and how many there are.
create index outbox_in_state on outbox (system, state, at, id);

-- The lease compares no clocks any more: nobody has it until somebody asks.
drop table lease;
create table lease (
    name text not null primary key,
    holder text not null,
    -- Counted up each time the holder keeps it: who sees the same number for long enough,
    -- by a clock of their own, takes it over.
    beat bigint not null
);

-- Events that a reader could not read, to be tried again: a newer program can.
create table feed_aside (
    reader text not null,
    xact bigint not null,
    position bigint not null,
    kind text not null,
    record bytea not null,
    seq bigint not null,
    at bigint not null,
    fact text not null,
    primary key (reader, xact, position)
);

-- What answers of other systems ask for (core::command), until it is carried out or
-- refused; what a program did not understand stays for the next one.
create table waiting_command (
    id text not null primary key,
    system text not null,
    body text not null,
    at bigint not null,
    unread text not null
);
create index waiting_command_open on waiting_command (at, id) where unread = '';
