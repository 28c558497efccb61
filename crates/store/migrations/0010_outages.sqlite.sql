update outage set until_at = json_extract(body, '$.until'),
place = case when json_extract(body, '$.whole_province') then '' else json_extract(body, '$.agency') end;
