-- Why: all cooperatives of a city read the board of surplus goods, and the database let each put up a notice in another's name; the command was the
-- only lock. Whose a notice is puts it up. That it is answered, the one column that may change, is said by whoever answers it.
drop policy if exists regency on procurement.surplus_notice;
drop policy if exists answered on procurement.surplus_notice;
drop policy if exists record on procurement.surplus_notice;

do $$
declare
  seen text := platform.policy_expression('regency');
begin
  execute format('create policy regency on procurement.surplus_notice for select to lumbung_app using (%s)', seen);
  execute format('create policy answered on procurement.surplus_notice for update to lumbung_app using (%s) with check (%s)', seen, seen);
  execute format('create policy record on procurement.surplus_notice for insert to lumbung_app with check (%s)', platform.policy_expression('record'));
end
$$;
