-- Why: the last action of each axis of each cooperative is asked for thousands of times for a picture of a large city; its index left the
-- last tie (the id) to a sort of its own each time. With the id the index gives the one row as it stands.
drop index if exists cooperatives.state_action_by_cooperative;
create index if not exists state_action_by_cooperative
  on cooperatives.state_action (regency_id, cooperative_id, axis, effective_on, recorded_at, id);
