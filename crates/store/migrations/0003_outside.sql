-- Webhooks, as core::webhook::Webhook has them. Secrets stand here and nowhere else: what
-- signs messages must be readable.
create table webhook (
    id text not null primary key,
    seq bigint not null,
    secret text not null,
    -- The secret before, under which messages are signed too until then.
    old_secret text not null,
    old_until bigint not null,
    body text not null
);

-- Messages to other systems (core::outbox::Delivery), written with what they tell of.
create table outbox (
    id text not null primary key,
    system text not null,
    kind text not null,
    subject text not null,
    data text not null,
    at bigint not null,
    -- waiting, delivered or dead.
    state text not null,
    tries bigint not null,
    -- By the system's clock, not by that of a demonstration; 0 is at once.
    next_at bigint not null,
    answer text not null,
    ended_at bigint
);
create index outbox_waiting on outbox (system, next_at, id) where state = 'waiting';
create index outbox_of_system on outbox (system, at, id);
create index outbox_ended on outbox (ended_at) where state = 'delivered';

-- How far each reader of the feed of events has come.
create table feed_reader (
    name text not null primary key,
    -- The transaction and the position of the last event that it has dealt with.
    xact bigint not null,
    position bigint not null
);

-- Who does the work that only one server at a time may do.
create table lease (
    name text not null primary key,
    holder text not null,
    until_at bigint not null
);
