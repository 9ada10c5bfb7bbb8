-- Why: the audit log is now read on screen. Whoever acts appends to it, but only a city-wide grant reads it, by the database's own rule
-- and not by the call's permission alone; and what one person or one kind of act left is found without reading all of history.
drop policy if exists regency on audit.entry;
do $$
begin
  execute format('create policy city on audit.entry for all to lumbung_app using (%s) with check (%s)',
    platform.policy_expression('city'), platform.policy_expression('regency'));
end
$$;

create index if not exists entry_by_user on audit.entry (regency_id, user_id, id);
create index if not exists entry_by_action on audit.entry (regency_id, action, id);
