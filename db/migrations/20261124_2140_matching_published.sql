-- Why: a lurah and a board, who see no scenarios, must know which one counts for them, and must not take a what if for an answer.
create table if not exists matching.published (
  regency_id    integer not null,
  scenario_id   uuid not null,
  published_on  date not null,
  constraint published_pk primary key (regency_id)
);
comment on table matching.published is 'Which match of a city is published, and since when. Its outcomes are shown; those before it are history.';

select platform.distribute('matching.published');
alter table matching.published drop constraint if exists published_scenario_fk;
alter table matching.published add constraint published_scenario_fk foreign key (regency_id, scenario_id) references matching.scenario;
create index if not exists published_by_scenario on matching.published (regency_id, scenario_id);

do $$
begin
  if exists (select from information_schema.columns where table_schema = 'matching' and table_name = 'scenario' and column_name = 'published_on') then
    insert into matching.published (regency_id, scenario_id, published_on)
    select regency_id, id, published_on from matching.scenario where published_on is not null on conflict do nothing;
    alter table matching.scenario drop constraint if exists scenario_published_solved;
    alter table matching.scenario drop column published_on;
  end if;
end
$$;
comment on table matching.scenario is 'One match that was asked for, with its input and answer as they were. Once solved it never changes.';

alter table matching.outcome add column if not exists counts_unknown boolean not null default false;
update matching.outcome set counts_unknown = true
from matching.scenario where scenario.regency_id = outcome.regency_id and scenario.id = outcome.scenario_id and scenario.counts_unknown;

select platform.protect('matching.published', 'regency', 'select', 'insert');
select platform.write_city_wide('matching.published');
-- Another match takes the place of the published one.
grant update (scenario_id, published_on) on matching.published to lumbung_app;
