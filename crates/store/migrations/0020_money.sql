-- What is owed (core::money::Bill). Of one obligation of a dossier one bill holds: `slot` names it. `left_vnd` is what
-- is still to pay; `stage` is what somebody has to do about it (`''`, `waiver`, `receipt`, `over`).
create table bill (
    id text not null primary key,
    seq bigint not null,
    dossier text not null,
    slot text not null,
    agency text not null,
    raised_at bigint not null,
    left_vnd bigint not null,
    stage text not null,
    body text not null
);
create unique index bill_slot on bill (slot);
create index bill_of on bill (dossier, raised_at);
create index bill_due on bill (agency, raised_at) where left_vnd > 0;
create index bill_stage on bill (agency, stage, raised_at) where stage <> '';

-- What came in (core::money::Payment). `waits`: no bill is known for it; `refund`: `''`, `asked`, `approved`.
create table payment (
    id text not null primary key,
    seq bigint not null,
    agency text not null,
    way text not null,
    vnd bigint not null,
    returned_vnd bigint not null,
    paid_day bigint not null,
    came_day bigint not null,
    officer text not null,
    bill text not null,
    waits bigint not null,
    refund text not null,
    body text not null
);
create index payment_waits on payment (agency, came_day) where waits = 1;
create index payment_refund on payment (agency, came_day) where refund <> '';
create index payment_day on payment (agency, came_day, way);

-- What was given for it (core::money::Receipt). A number is given once.
create table receipt (
    id text not null primary key,
    seq bigint not null,
    agency text not null,
    book text not null,
    sign text not null,
    number bigint not null,
    kind text not null,
    issued_day bigint not null,
    voided_day bigint not null,
    vnd bigint not null,
    bill text not null,
    body text not null
);
create unique index receipt_number on receipt (agency, sign, number);
create index receipt_day on receipt (agency, issued_day, sign, number);
create index receipt_voided on receipt (agency, voided_day) where voided_day > 0;

-- What an officer took at the counter on a day, and gave back in cash; `closed`: nothing is added any more.
create table till (
    id text not null primary key,
    officer text not null,
    agency text not null,
    day bigint not null,
    cash_payments bigint not null,
    cash_vnd bigint not null,
    card_payments bigint not null,
    card_vnd bigint not null,
    back_vnd bigint not null,
    closed bigint not null
);
create index till_day on till (agency, day);

-- The count of a till (core::money::Closing).
create table closing (
    id text not null primary key,
    seq bigint not null,
    agency text not null,
    day bigint not null,
    officer text not null,
    confirmed bigint not null,
    body text not null
);
create index closing_day on closing (agency, day);
create index closing_open on closing (agency, day) where confirmed = 0;

-- Accounts, receipt books, prices (core::money::Term). `size`: how many numbers a receipt book has.
create table money_term (
    id text not null primary key,
    seq bigint not null,
    agency text not null,
    what text not null,
    sign text not null,
    size bigint not null,
    from_day bigint not null,
    body text not null
);
create index money_term_of on money_term (agency, from_day);
create index money_term_sign on money_term (sign) where sign <> '';
