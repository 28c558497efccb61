update outage set until_at = cast(cast(body as json)->>'until' as bigint),
place = case when cast(cast(body as json)->>'whole_province' as boolean) then ''
else cast(body as json)->>'agency' end;
