-- Why: whether something a phone made is missing is asked of every phone on a list; counting all it ever sent would cost more each year.
alter table devices.device add column if not exists arrived bigint not null default 0;
comment on column devices.device.arrived is 'How many of its numbers have come: the cache of its sent calls, written where they are.';
grant update (arrived) on devices.device to lumbung_app;
