-- Why: tried as lumbung_app under the settings of a partner's officer, the database let him rename a cooperative he only knows, hand over
-- its building and rename another partner; the call's permission was the only lock. Whoever only knows a cooperative reads it; what is
-- published or drawn for a whole city is written for the whole city; and of a recorded fact no column changes but those that end it.
create or replace function platform.protect(target regclass, kind text, variadic privileges text[] default array['select', 'insert', 'update'])
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  seen text := platform.policy_expression(kind);
  written text := platform.policy_expression(case kind when 'known' then 'record' else kind end);
  privilege text;
begin
  if seen is null then raise exception 'no such policy kind: %', kind; end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('drop policy if exists %I on %s', kind, target);
  execute format('create policy %I on %s for all to lumbung_app using (%s) with check (%s)', kind, target, seen, written);
  foreach privilege in array privileges loop
    if privilege not in ('select', 'insert', 'update', 'delete') then raise exception 'no such privilege: %', privilege; end if;
    execute format('grant %s on %s to lumbung_app', privilege, target);
  end loop;
end
$$;

select platform.protect('cooperatives.cooperative', 'known', 'select', 'insert');
select platform.protect('cooperatives.service_area', 'known', 'select', 'insert');
select platform.protect('cooperatives.state_action', 'known', 'select', 'insert');
select platform.protect('cooperatives.place', 'known', 'select', 'insert');
select platform.protect('cooperatives.premises', 'known', 'select', 'insert');
select platform.protect('cooperatives.commodity_price', 'known', 'select', 'insert');

-- Seen by whoever acts in the regency, written under city-wide grants and by the machine.
create or replace function platform.write_city_wide(target regclass)
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  seen text := platform.policy_expression('regency');
  written text := platform.policy_expression('city');
begin
  execute format('drop policy if exists regency on %s', target);
  execute format('drop policy if exists city on %s', target);
  execute format('create policy regency on %s for select to lumbung_app using (%s)', target, seen);
  execute format('create policy city on %s for all to lumbung_app using (%s) with check (%s)', target, written, written);
end
$$;

select platform.write_city_wide('territory.boundary_set');
select platform.write_city_wide('territory.boundary');
select platform.write_city_wide('exchange.snapshot');
select platform.write_city_wide('publication.cooperative_state');
select platform.write_city_wide('publication.regency_summary');

revoke update on cooperatives.cooperative from lumbung_app;
revoke update on cooperatives.service_area from lumbung_app;
revoke update on cooperatives.place from lumbung_app;
revoke update on cooperatives.premises from lumbung_app;
revoke update on cooperatives.officer from lumbung_app;
revoke update on partners.partner from lumbung_app;
revoke update on partners.partnership from lumbung_app;
revoke update on proposals.proposal from lumbung_app;
revoke update on tasks.task from lumbung_app;
revoke update on taskforce.meeting from lumbung_app;

-- A row is locked by whoever may update one of its columns.
grant update (address, established_on, funding_code, facility_state, facility_since, operation_state, operation_since)
  on cooperatives.cooperative to lumbung_app;
grant update (valid_to) on cooperatives.premises to lumbung_app;
grant update (term_to) on cooperatives.officer to lumbung_app;
grant update (valid_to) on partners.partnership to lumbung_app;
grant update (stage, closed_on, close_reason) on proposals.proposal to lumbung_app;
grant update (settled_on, settled_at, settled_by, outcome, note, last_reminded_at, reminders) on tasks.task to lumbung_app;
grant update (file_id) on taskforce.meeting to lumbung_app;
