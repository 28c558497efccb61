insert into named_file (digest)
select distinct found.value #>> '{}' from event,
lateral jsonb_path_query(cast(event.body as jsonb), 'lax $.**.digest') as found (value)
where jsonb_typeof(found.value) = 'string' and length(found.value #>> '{}') = 64;
