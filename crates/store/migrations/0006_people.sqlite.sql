insert into dossier_of (kind, name, submitted_at, dossier)
select 'person', json_extract(body, '$.submission.applicant.identity'), submitted_at, id from dossier
where json_extract(body, '$.submission.applicant.identity') is not null;
