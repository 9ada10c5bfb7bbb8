-- Why: a supplier serves outlets in hundreds of cities and wants what waits for it in one list. A login of its own reads that: it sees the orders of
-- the partner whose id is set and of no other, in every city, and writes nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'lumbung_partners') then
    create role lumbung_partners login nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end
$$;
alter role lumbung_partners set statement_timeout = '15s';

create or replace function platform.open_to_partners(target regclass) returns void
  language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format('drop policy if exists lumbung_partners on %s', target);
  execute format('create policy lumbung_partners on %s for select to lumbung_partners using (
    partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid
    or principal_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid)', target);
  execute format('grant select on %s to lumbung_partners', target);
end
$$;

grant usage on schema reference to lumbung_partners;
grant select on reference.region to lumbung_partners;
grant select on reference.region_code to lumbung_partners;
grant usage on schema procurement to lumbung_partners;
select platform.open_to_partners('procurement.order');
select platform.open_to_partners('procurement.order_line');
select platform.open_to_partners('procurement.order_step');

-- The answer of the supplier, by which a line comes to less than was asked.
create index if not exists order_step_of_answers on procurement.order_step (regency_id, order_id) where step = 'confirm';
