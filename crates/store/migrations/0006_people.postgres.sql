insert into dossier_of (kind, name, submitted_at, dossier)
select 'person', cast(body as json)->'submission'->'applicant'->>'identity', submitted_at, id from dossier
where cast(body as json)->'submission'->'applicant'->>'identity' is not null;
