insert into named_file (digest)
select distinct found.value from event, json_tree(event.body) as found
where found.key = 'digest' and found.type = 'text' and length(found.value) = 64;
