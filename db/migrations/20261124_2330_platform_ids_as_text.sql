-- Why: a policy turned its setting into an array of ids anew for each row: 28 us with the 75 cooperatives of a camat, two thirds of what the longest
-- lists took. An id is looked for in the setting's text instead. That is exact: ids have one length and one spelling, written by the database and
-- checked before they enter the setting, and none holds a comma. Whom a policy lets see what does not change.
create or replace function platform.policy_expression(kind text) returns text
  language sql immutable set search_path = pg_catalog, public as $$
  select case kind
    when 'regency' then tenant
    when 'city' then tenant || ' and current_setting(''app.scope'', true) = ''regency'''
    when 'record' then tenant || format(local, own)
    when 'known' then tenant || format(local, 'position(cooperative_id::text in current_setting(''app.known_cooperative_ids'', true)) > 0')
    when 'partnership' then tenant || format(local, own || '
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'territory' then tenant || format(local, 'village_id = any (nullif(current_setting(''app.village_ids'', true), '''')::integer[])')
    when 'trade' then tenant || format(local, own || '
      or position(supplier_cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'supply' then tenant || format(local, own || '
      or position(supplier_cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid
      or principal_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
  end
  from (select 'regency_id = nullif(current_setting(''app.regency_id'', true), '''')::integer' as tenant,
    'position(cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0' as own,
    ' and case when current_setting(''app.scope'', true) = ''regency'' then true else %s end' as local) as bare
$$;

-- The same tables with the same privileges: none is added here.
do $$
declare
  policy record;
begin
  for policy in select polrelid, polname from pg_policy where polname in ('record', 'known', 'partnership', 'trade', 'supply') loop
    perform platform.protect(policy.polrelid, policy.polname, variadic array[]::text[]);
  end loop;
  for policy in select polrelid from pg_policy where polname = 'lumbung_ledger' loop
    perform platform.let_ledger(policy.polrelid, 'record', 'select');
  end loop;
end
$$;
