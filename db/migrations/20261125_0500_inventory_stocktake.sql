-- Why: what the shelf holds and what the books say part ways. Two people count without being told what is expected, a third where they differ, and
-- the difference is settled by moves that somebody else approves. Goods also wait on a truck with a driver, are set aside and written off; and LPG
-- cylinders are counted by size and owner (docs/rules/inventory.md).

-- The moment of the fact: a count is compared with what the books say of that very moment, also when a sale made before it arrives later.
alter table inventory.move add column if not exists occurred_at timestamptz not null default now();

create table if not exists inventory.counter (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  paper           text not null,
  year            integer not null,
  last_number     integer not null,
  constraint counter_pk primary key (regency_id, cooperative_id, paper, year)
);
comment on table inventory.counter is 'Last number of the papers of a cooperative in a year: SO counts, MB moves of goods.';

create table if not exists inventory.stocktake (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  place_id        uuid not null,
  number          text not null,                   -- SO/2025/0001
  opened_on       date not null,
  outcome         text,                            -- settled or dropped; null while it goes on
  ended_on        date,
  posted_on       date,                            -- the books, where a difference was posted
  gain_idr        bigint not null default 0,       -- what was found
  loss_idr        bigint not null default 0,       -- what was missing
  reason          text,
  ended_by        text,
  ended_role      text,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint stocktake_pk primary key (regency_id, id),
  constraint stocktake_number_once unique (regency_id, cooperative_id, number),
  constraint stocktake_outcome_known check (outcome in ('settled', 'dropped')),
  constraint stocktake_ended_with_day check ((outcome is null) = (ended_on is null))
);
comment on table inventory.stocktake is 'The counts of one place that are compared with each other; at most one goes on at a place. Whole rupiah.';

create table if not exists inventory.count (
  regency_id      integer not null,
  id              uuid not null,                   -- made where it was counted, on a phone too
  cooperative_id  uuid not null,
  stocktake_id    uuid not null,
  place_id        uuid not null,
  counted_at      timestamptz not null,            -- corrected: never after we heard of it
  counted_on      date not null,
  told_at         timestamptz not null,            -- the clock of the device
  note            text,
  content_hash    text not null,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint count_pk primary key (regency_id, id)
);
comment on table inventory.count is 'What one person counted at one place, blind. Append-only.';

create table if not exists inventory.count_line (
  regency_id      integer not null,
  count_id        uuid not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  batch_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  qty_base        bigint not null,
  constraint count_line_pk primary key (regency_id, count_id, item_id, batch_id, owner_id),
  constraint count_line_not_negative check (qty_base >= 0)
);
comment on table inventory.count_line is 'How much of an item one person found. Base units. Append-only.';

create table if not exists inventory.stocktake_line (
  regency_id       integer not null,
  stocktake_id     uuid not null,
  cooperative_id   uuid not null,
  item_id          uuid not null,
  batch_id         uuid not null default '00000000-0000-0000-0000-000000000000',
  owner_id         uuid not null default '00000000-0000-0000-0000-000000000000',
  counted_base     bigint not null,
  book_base        bigint not null,                -- at the moment of that count
  difference_base  bigint not null,
  value_idr        bigint not null,                -- of the difference; not negative
  constraint stocktake_line_pk primary key (regency_id, stocktake_id, item_id, batch_id, owner_id),
  constraint stocktake_line_adds_up check (difference_base = counted_base - book_base)
);
comment on table inventory.stocktake_line is 'What two people agreed on, as it was settled. Append-only.';

create table if not exists inventory.transfer (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  number          text not null,                   -- MB/2025/0001
  purpose         text not null,
  from_place_id   uuid not null,
  to_place_id     uuid not null,
  driver          text,                            -- with whom it is on its way; null: carried over at once
  reason          text,
  happened_on     date not null,
  posted_on       date not null,
  value_idr       bigint not null default 0,       -- of what was written off
  content_hash    text not null,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint transfer_pk primary key (regency_id, id),
  constraint transfer_number_once unique (regency_id, cooperative_id, number),
  constraint transfer_purpose_known check (purpose in ('transfer', 'set_aside', 'put_back', 'disposal')),
  constraint transfer_goes_somewhere check (from_place_id <> to_place_id)
);
comment on table inventory.transfer is 'Goods carried from one place of a cooperative to another, set aside, put back or written off. Append-only.';

create table if not exists inventory.transfer_line (
  regency_id      integer not null,
  transfer_id     uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  batch_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  qty_base        bigint not null,
  constraint transfer_line_pk primary key (regency_id, transfer_id, seq),
  constraint transfer_line_positive check (qty_base > 0)
);
comment on table inventory.transfer_line is 'Lines of a transfer as they were picked, by batch and owner. Base units. Append-only.';

create table if not exists inventory.arrival (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  transfer_id     uuid not null,
  arrived_on      date not null,
  missing_idr     bigint not null default 0,       -- what left and did not arrive was worth
  note            text,
  content_hash    text not null,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint arrival_pk primary key (regency_id, id),
  constraint arrival_once unique (regency_id, transfer_id)
);
comment on table inventory.arrival is 'What a driver carried has come: once for each transfer. Append-only.';

create table if not exists inventory.arrival_line (
  regency_id      integer not null,
  arrival_id      uuid not null,
  seq             smallint not null,               -- of the line of the transfer
  cooperative_id  uuid not null,
  arrived_base    bigint not null,
  damaged_base    bigint not null default 0,
  constraint arrival_line_pk primary key (regency_id, arrival_id, seq),
  constraint arrival_line_not_negative check (arrived_base >= 0 and damaged_base >= 0)
);
comment on table inventory.arrival_line is 'How much of a line came whole and how much damaged; the rest is missing. Append-only.';

create table if not exists inventory.reorder_point (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  qty_base        bigint not null,                 -- at or below which it is ordered again
  constraint reorder_point_pk primary key (regency_id, cooperative_id, item_id),
  constraint reorder_point_not_negative check (qty_base >= 0)
);
comment on table inventory.reorder_point is 'When an item is to be ordered again, as the cooperative set it.';

create table if not exists inventory.cylinder_move (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  size_kg10       integer not null,                -- tenths of a kilogram: 30, 55, 120
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000', -- zero: the cooperative's own; else the partner it is borrowed of
  from_state      text not null,
  to_state        text not null,
  qty             bigint not null,
  value_idr       bigint not null default 0,       -- what it brought into, or took out of, the cylinders the cooperative owns
  act             text not null,                   -- why: refill, sold, deposit …
  occurred_on     date not null,
  seq             bigint not null,                 -- with the goods, in recording order within the cooperative
  source_kind     text not null,
  source_id       uuid not null,
  note            text,
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint cylinder_move_pk primary key (regency_id, id),
  constraint cylinder_move_seq_once unique (regency_id, cooperative_id, seq),
  constraint cylinder_move_positive check (qty > 0 and value_idr >= 0),
  constraint cylinder_move_states_known check (
    from_state in ('full', 'empty', 'damaged', 'agent', 'customer', 'lost_found', 'outside')
    and to_state in ('full', 'empty', 'damaged', 'agent', 'customer', 'lost_found', 'outside') and from_state <> to_state)
);
comment on table inventory.cylinder_move is 'Cylinders of one size and owner went from one state to another. Outside is where bought ones come from and sold ones go. Append-only.';

create table if not exists inventory.cylinder_stock (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  size_kg10       integer not null,
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  full_qty        bigint not null default 0,
  empty_qty       bigint not null default 0,
  damaged_qty     bigint not null default 0,
  agent_qty       bigint not null default 0,       -- with the agent, or on the way from or to him
  customer_qty    bigint not null default 0,       -- at customers, on deposit
  lost_found_qty  bigint not null default 0,       -- may be negative until counted
  held_qty        bigint not null default 0,       -- owned, or borrowed where the owner is a partner
  value_idr       bigint not null default 0,       -- of those held, at the moving average
  last_qty        bigint,                          -- the average they last had
  last_value_idr  bigint,
  constraint cylinder_stock_pk primary key (regency_id, cooperative_id, size_kg10, owner_id),
  constraint cylinder_stock_not_negative check (full_qty >= 0 and empty_qty >= 0 and damaged_qty >= 0 and agent_qty >= 0 and customer_qty >= 0 and held_qty >= 0
    and value_idr >= 0),
  constraint cylinder_stock_balances check (full_qty + empty_qty + damaged_qty + agent_qty + customer_qty + lost_found_qty = held_qty),
  constraint cylinder_stock_none_is_worth_nothing check (held_qty > 0 or value_idr = 0)
);
comment on table inventory.cylinder_stock is 'Where the cylinders of a size and owner are: the cache of their moves. Full, empty, damaged, with the agent and at customers sum to those held.';

select platform.distribute('inventory.counter');
select platform.distribute('inventory.stocktake');
select platform.distribute('inventory.count');
select platform.distribute('inventory.count_line');
select platform.distribute('inventory.stocktake_line');
select platform.distribute('inventory.transfer');
select platform.distribute('inventory.transfer_line');
select platform.distribute('inventory.arrival');
select platform.distribute('inventory.arrival_line');
select platform.distribute('inventory.reorder_point');
select platform.distribute('inventory.cylinder_move');
select platform.distribute('inventory.cylinder_stock');

create index if not exists move_by_moment on inventory.move (regency_id, cooperative_id, occurred_on, occurred_at);
create unique index if not exists stocktake_one_at_a_place on inventory.stocktake (regency_id, place_id) where outcome is null;
create index if not exists stocktake_by_place on inventory.stocktake (regency_id, place_id);
create index if not exists stocktake_by_cooperative on inventory.stocktake (regency_id, cooperative_id, opened_on desc, id desc);
create index if not exists count_by_stocktake on inventory.count (regency_id, stocktake_id, recorded_at);
create index if not exists count_by_place on inventory.count (regency_id, place_id);
create index if not exists count_line_by_item on inventory.count_line (regency_id, item_id);
create index if not exists stocktake_line_by_item on inventory.stocktake_line (regency_id, item_id);
create index if not exists transfer_by_cooperative on inventory.transfer (regency_id, cooperative_id, happened_on desc, id desc);
create index if not exists transfer_by_from on inventory.transfer (regency_id, from_place_id);
create index if not exists transfer_by_to on inventory.transfer (regency_id, to_place_id);
create index if not exists transfer_line_by_item on inventory.transfer_line (regency_id, item_id);
create index if not exists reorder_point_by_item on inventory.reorder_point (regency_id, item_id);
create index if not exists cylinder_move_by_source on inventory.cylinder_move (regency_id, cooperative_id, source_kind, source_id);

alter table inventory.counter drop constraint if exists counter_cooperative_fk;
alter table inventory.counter add constraint counter_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table inventory.stocktake drop constraint if exists stocktake_place_fk;
alter table inventory.stocktake add constraint stocktake_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table inventory.count drop constraint if exists count_stocktake_fk;
alter table inventory.count add constraint count_stocktake_fk foreign key (regency_id, stocktake_id) references inventory.stocktake;
alter table inventory.count drop constraint if exists count_place_fk;
alter table inventory.count add constraint count_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table inventory.count_line drop constraint if exists count_line_count_fk;
alter table inventory.count_line add constraint count_line_count_fk foreign key (regency_id, count_id) references inventory.count;
alter table inventory.count_line drop constraint if exists count_line_item_fk;
alter table inventory.count_line add constraint count_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.stocktake_line drop constraint if exists stocktake_line_stocktake_fk;
alter table inventory.stocktake_line add constraint stocktake_line_stocktake_fk foreign key (regency_id, stocktake_id) references inventory.stocktake;
alter table inventory.stocktake_line drop constraint if exists stocktake_line_item_fk;
alter table inventory.stocktake_line add constraint stocktake_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.transfer drop constraint if exists transfer_from_fk;
alter table inventory.transfer add constraint transfer_from_fk foreign key (regency_id, from_place_id) references inventory.place;
alter table inventory.transfer drop constraint if exists transfer_to_fk;
alter table inventory.transfer add constraint transfer_to_fk foreign key (regency_id, to_place_id) references inventory.place;
alter table inventory.transfer_line drop constraint if exists transfer_line_transfer_fk;
alter table inventory.transfer_line add constraint transfer_line_transfer_fk foreign key (regency_id, transfer_id) references inventory.transfer;
alter table inventory.transfer_line drop constraint if exists transfer_line_item_fk;
alter table inventory.transfer_line add constraint transfer_line_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.arrival drop constraint if exists arrival_transfer_fk;
alter table inventory.arrival add constraint arrival_transfer_fk foreign key (regency_id, transfer_id) references inventory.transfer;
alter table inventory.arrival_line drop constraint if exists arrival_line_arrival_fk;
alter table inventory.arrival_line add constraint arrival_line_arrival_fk foreign key (regency_id, arrival_id) references inventory.arrival;
alter table inventory.reorder_point drop constraint if exists reorder_point_item_fk;
alter table inventory.reorder_point add constraint reorder_point_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.cylinder_move drop constraint if exists cylinder_move_cooperative_fk;
alter table inventory.cylinder_move add constraint cylinder_move_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table inventory.cylinder_stock drop constraint if exists cylinder_stock_cooperative_fk;
alter table inventory.cylinder_stock add constraint cylinder_stock_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;

select platform.protect('inventory.counter', 'record', 'select', 'insert');
grant update (last_number) on inventory.counter to lumbung_app;
select platform.protect('inventory.stocktake', 'record', 'select', 'insert');
grant update (outcome, ended_on, posted_on, gain_idr, loss_idr, reason, ended_by, ended_role) on inventory.stocktake to lumbung_app;
select platform.protect('inventory.count', 'record', 'select', 'insert');
select platform.protect('inventory.count_line', 'record', 'select', 'insert');
select platform.protect('inventory.stocktake_line', 'record', 'select', 'insert');
select platform.protect('inventory.transfer', 'record', 'select', 'insert');
select platform.protect('inventory.transfer_line', 'record', 'select', 'insert');
select platform.protect('inventory.arrival', 'record', 'select', 'insert');
select platform.protect('inventory.arrival_line', 'record', 'select', 'insert');
select platform.protect('inventory.reorder_point', 'record', 'select', 'insert');
grant update (qty_base) on inventory.reorder_point to lumbung_app;
select platform.protect('inventory.cylinder_move', 'record', 'select', 'insert');
select platform.protect('inventory.cylinder_stock', 'record', 'select', 'insert');
grant update (full_qty, empty_qty, damaged_qty, agent_qty, customer_qty, lost_found_qty, held_qty, value_idr, last_qty, last_value_idr)
  on inventory.cylinder_stock to lumbung_app;
