-- Why: seven cooperatives traded before they kept a book here. What they held and owed on the day their book begins is put down by one person and
-- approved by another, in one sheet: money, goods by place, cylinders, debts, claims and savings (docs/rules/ledger.md).
create schema if not exists opening;

create table if not exists opening.sheet (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  as_of           date not null,                   -- the book begins on this day, with these balances
  evidence        text not null,                   -- what they were taken from: stock-taking, bank statement, minutes
  stage           text not null default 'proposed',  -- cache of the last step
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint sheet_pk primary key (regency_id, id),
  constraint sheet_stage_known check (stage in ('proposed', 'refused', 'withdrawn', 'approved', 'reversal-asked', 'reversed'))
);
comment on table opening.sheet is 'Opening balances of a cooperative that already trades. Never edited: a wrong one is reversed, and another one is put down.';

create table if not exists opening.line (
  regency_id      integer not null,
  sheet_id        uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  account_code    text not null,
  amount_idr      bigint not null,                 -- debit above zero
  party_id        uuid,                            -- the partner or cooperative a debt or claim stands against
  constraint line_pk primary key (regency_id, sheet_id, seq),
  constraint line_not_zero check (amount_idr <> 0)
);
comment on table opening.line is 'What stands on an account at the beginning, append-only. Savings are sums; who saved what comes with the members.';

create table if not exists opening.stock_line (
  regency_id      integer not null,
  sheet_id        uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  place_id        uuid not null,
  qty_base        bigint not null,
  value_idr       bigint not null,
  constraint stock_line_pk primary key (regency_id, sheet_id, seq),
  constraint stock_line_positive check (qty_base > 0 and value_idr >= 0)
);
comment on table opening.stock_line is 'Goods at hand at the beginning, by item and place, with what they cost; append-only.';

create table if not exists opening.step (
  regency_id      integer not null,
  sheet_id        uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  act             text not null,
  reason          text,
  asked_by        text,                            -- whoever asked for what this answers
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint step_pk primary key (regency_id, sheet_id, seq),
  constraint step_act_known check (act in ('approve', 'refuse', 'withdraw', 'ask-reversal', 'refuse-reversal', 'reverse')),
  constraint step_by_another check (act in ('withdraw', 'ask-reversal') or recorded_by <> asked_by)
);
comment on table opening.step is 'What was done with a sheet, and by whom: never both sides of it by one person. Append-only.';

select platform.distribute('opening.sheet');
select platform.distribute('opening.line');
select platform.distribute('opening.stock_line');
select platform.distribute('opening.step');

create unique index if not exists sheet_one_at_a_time on opening.sheet (regency_id, cooperative_id) where stage in ('proposed', 'approved', 'reversal-asked');
create index if not exists sheet_by_cooperative on opening.sheet (regency_id, cooperative_id, recorded_at);
create index if not exists line_by_cooperative on opening.line (regency_id, cooperative_id);
create index if not exists stock_line_by_item on opening.stock_line (regency_id, item_id);
create index if not exists stock_line_by_place on opening.stock_line (regency_id, place_id);
create index if not exists stock_line_by_cooperative on opening.stock_line (regency_id, cooperative_id);
create index if not exists step_by_cooperative on opening.step (regency_id, cooperative_id);

alter table opening.sheet drop constraint if exists sheet_cooperative_fk;
alter table opening.sheet add constraint sheet_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table opening.line drop constraint if exists line_sheet_fk;
alter table opening.line add constraint line_sheet_fk foreign key (regency_id, sheet_id) references opening.sheet;
alter table opening.stock_line drop constraint if exists stock_line_sheet_fk;
alter table opening.stock_line add constraint stock_line_sheet_fk foreign key (regency_id, sheet_id) references opening.sheet;
alter table opening.stock_line drop constraint if exists stock_line_item_fk;
alter table opening.stock_line add constraint stock_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table opening.stock_line drop constraint if exists stock_line_place_fk;
alter table opening.stock_line add constraint stock_line_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table opening.step drop constraint if exists step_sheet_fk;
alter table opening.step add constraint step_sheet_fk foreign key (regency_id, sheet_id) references opening.sheet;

grant usage on schema opening to lumbung_app;
select platform.protect('opening.sheet', 'record', 'select', 'insert');
grant update (stage) on opening.sheet to lumbung_app;
select platform.protect('opening.line', 'record', 'select', 'insert');
select platform.protect('opening.stock_line', 'record', 'select', 'insert');
select platform.protect('opening.step', 'record', 'select', 'insert');
