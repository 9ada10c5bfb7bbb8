-- Why: from which size on a reported figure looks wrong is an opinion that offices will change, so it is dated rows, not constants.
create table if not exists reference.threshold (
  name         text not null,
  value        bigint not null constraint threshold_not_negative check (value >= 0),
  unit         text not null constraint threshold_unit_known check (unit in ('m', 'bp', 'percent', 'idr', 'count')),
  valid_from   date not null,
  valid_to     date,                               -- first day it no longer holds; null while it does
  legal_basis  text not null,
  constraint threshold_pk primary key (name, valid_from),
  constraint threshold_dates_in_order check (valid_to > valid_from)
);
comment on table reference.threshold is 'Sizes from which something is flagged for a person, dated. Never a reason to refuse or change a figure.';

select platform.replicate('reference.threshold');

grant select on reference.threshold to lumbung_app;

insert into reference.threshold (name, value, unit, valid_from, legal_basis) values
  ('simkopdes/placeholder', 60, 'm', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/simplified-boundary', 100, 'm', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/points-apart', 500, 'm', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/concentration-share', 5000, 'bp', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/concentration-cooperatives', 2, 'count', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/growth', 300, 'percent', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/growth-floor', 10000000, 'idr', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/unit-value-min', 1000, 'idr', '2025-01-01', 'docs/rules/simkopdes.md'),
  ('simkopdes/unit-value-max', 500000, 'idr', '2025-01-01', 'docs/rules/simkopdes.md')
on conflict do nothing;
