-- Books of a year of which something is to be said beside what stands in them (core::year_book).
create table year_book (
    id text not null primary key,
    seq bigint not null,
    agency text not null,
    year bigint not null,
    body text not null
);
create index year_book_of on year_book (agency, year);
