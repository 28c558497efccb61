-- Whether something is to be said of the book whose counter it is (there is a row in year_book): an act that draws a
-- number and read that nothing is, holds only while this is 0.
alter table series add column kept bigint not null default 0;
update series set kept = 1 where name in (select id from year_book);
