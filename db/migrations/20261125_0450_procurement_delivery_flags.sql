-- Why: a truck may leave before the order was answered, or for one that is over. What left has left: the note is recorded and says so.
alter table procurement.delivery add column if not exists flags text[] not null default '{}';
alter table procurement.delivery alter column flags drop default;
