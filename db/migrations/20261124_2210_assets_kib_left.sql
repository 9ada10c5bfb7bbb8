-- Why: an import that nobody took kept a hundred thousand rows for ever. A person calls it off, and at night those that were left too long
-- lapse; both lose their rows. Of an import and its rows only what reading, comparing and taking find out changes after they are written.
alter table assets.kib_import add column if not exists left_at timestamptz; -- when it was called off or lapsed

alter table assets.kib_import drop constraint if exists kib_import_state_known;
alter table assets.kib_import add constraint kib_import_state_known check (state in ('waiting', 'checked', 'refused', 'taken', 'called_off', 'lapsed'));
alter table assets.kib_import drop constraint if exists kib_import_left_once;
alter table assets.kib_import add constraint kib_import_left_once check ((state in ('called_off', 'lapsed')) = (left_at is not null));

comment on table assets.kib_import is 'One file of KIB A or KIB C: laid down, checked, then taken, called off or lapsed.';
comment on table assets.kib_row is 'Rows of a file until it is taken or left; wrong and doubtful ones of a taken file stay for the sheet that goes back.';

revoke update on assets.kib_import from lumbung_app;
revoke update on assets.kib_row from lumbung_app;
grant update (state, run_id, refused, head, counts, with_doubtful, checked_at, taken_at, left_at) on assets.kib_import to lumbung_app;
grant update (outcome, asset_id, problems) on assets.kib_row to lumbung_app;

alter table reference.threshold drop constraint if exists threshold_unit_known;
alter table reference.threshold add constraint threshold_unit_known check (unit in ('m', 'bp', 'percent', 'idr', 'count', 'day'));
comment on table reference.threshold is 'Sizes from which something is flagged for a person, and days after which something lapses, dated. Never a reason to refuse or change a figure.';

insert into reference.threshold (name, value, unit, valid_from, legal_basis) values
  ('assets/kib-kept-days', 30, 'day', '2025-01-01', 'docs/rules/assets.md')
on conflict do nothing;
