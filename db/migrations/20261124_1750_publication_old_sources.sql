-- Why: states published before each source said what it is about made the page of their city fail: it has no word for a source of nothing.
-- Such sources are taken out at once, and a job rewrites those states from the facts, sources included.
insert into jobs.outbox (regency_id, id, task, payload)
select regency_id, gen_random_uuid(), 'publication/refresh', jsonb_build_object('cooperativeIds', jsonb_agg(distinct cooperative_id))
from publication.cooperative_state
where exists (select from jsonb_array_elements(sources) as source where not source ? 'about')
group by regency_id;

update publication.cooperative_state set sources = '[]'
where exists (select from jsonb_array_elements(sources) as source where not source ? 'about');
