-- Why: stock, like money, never just appears: it moves from a place to a place, is valued once in recording order and is never revalued
-- (docs/rules/inventory.md). What is on a shelf is the cache of its moves, written where they are.
create schema if not exists inventory;

create table if not exists inventory.stock_book (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  last_seq        bigint not null default 0,       -- of its moves
  constraint stock_book_pk primary key (regency_id, cooperative_id)
);
comment on table inventory.stock_book is 'The stock of one cooperative. Its row is locked while goods move: moves come one after the other.';

create table if not exists inventory.place (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  kind            text not null,
  name            text not null,
  premises_id     uuid,                            -- where it is, for warehouses and outlets
  is_active       boolean not null default true,
  recorded_at     timestamptz not null default now(),
  constraint place_pk primary key (regency_id, id),
  constraint place_kind_known check (kind in
    ('warehouse', 'outlet', 'in_transit', 'quarantine', 'damaged', 'lost_found', 'supplier', 'customer', 'disposed')),
  constraint place_name_once unique (regency_id, cooperative_id, kind, name)
);
comment on table inventory.place is 'From where and to where goods move. Warehouse, outlet, in_transit, quarantine and damaged are held: their goods are the valued stock. The others are its borders.';

create table if not exists inventory.batch (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  label           text not null,
  expires_on      date,
  recorded_at     timestamptz not null default now(),
  constraint batch_pk primary key (regency_id, id),
  constraint batch_label_once unique (regency_id, item_id, label)
);
comment on table inventory.batch is 'Goods of one making: what expires first goes out first.';

create table if not exists inventory.move (
  regency_id       integer not null,
  id               uuid not null,
  cooperative_id   uuid not null,
  item_id          uuid not null,
  batch_id         uuid not null default '00000000-0000-0000-0000-000000000000', -- zero: not kept by batch
  owner_id         uuid not null default '00000000-0000-0000-0000-000000000000', -- zero: the cooperative's own; else the consigning partner
  from_place_id    uuid not null,
  to_place_id      uuid not null,
  qty_base         bigint not null,
  value_idr        bigint not null,                -- what it took out of, or brought into, the valued stock; 0 within it
  occurred_on      date not null,                  -- the fact
  posted_on        date not null,                  -- the books
  seq              bigint not null,                -- recording order within the cooperative
  source_kind      text not null,
  source_id        uuid not null,
  note             text,
  sample           boolean not null default false,
  recorded_at      timestamptz not null default now(),
  recorded_by      text,
  recorded_role    text not null,
  on_behalf        boolean not null default false,
  constraint move_pk primary key (regency_id, id),
  constraint move_seq_once unique (regency_id, cooperative_id, seq),
  constraint move_quantity_positive check (qty_base > 0),
  constraint move_value_not_negative check (value_idr >= 0),
  constraint move_goes_somewhere check (from_place_id <> to_place_id)
);
comment on table inventory.move is 'Append-only: so much of an item went from one place to another. Quantity in base units, value in whole rupiah.';

create table if not exists inventory.stock (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  place_id        uuid not null,
  item_id         uuid not null,
  batch_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  qty_base        bigint not null,
  constraint stock_pk primary key (regency_id, place_id, item_id, batch_id, owner_id)
);
comment on table inventory.stock is 'How much lies at a held place or in lost_found: the cache of moves. Only lost_found may be negative.';

create table if not exists inventory.pool (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  item_id         uuid not null,
  owner_id        uuid not null default '00000000-0000-0000-0000-000000000000',
  qty_base        bigint not null default 0,       -- over all held places
  value_idr       bigint not null default 0,
  last_qty_base   bigint,                          -- the average it last had, for goods found or short when nothing is there
  last_value_idr  bigint,
  constraint pool_pk primary key (regency_id, cooperative_id, item_id, owner_id),
  constraint pool_not_negative check (qty_base >= 0 and value_idr >= 0),
  constraint pool_empty_is_worth_nothing check (qty_base > 0 or value_idr = 0)
);
comment on table inventory.pool is 'Moving average of an item: quantity and value of all that is held. Whole rupiah.';

select platform.distribute('inventory.stock_book');
select platform.distribute('inventory.place');
select platform.distribute('inventory.batch');
select platform.distribute('inventory.move');
select platform.distribute('inventory.stock');
select platform.distribute('inventory.pool');

create index if not exists place_by_premises on inventory.place (regency_id, premises_id);
create index if not exists batch_by_cooperative on inventory.batch (regency_id, cooperative_id, expires_on);
create index if not exists move_by_item on inventory.move (regency_id, item_id, seq);
create index if not exists move_by_source on inventory.move (regency_id, cooperative_id, source_kind, source_id);
create index if not exists move_by_from on inventory.move (regency_id, from_place_id, seq);
create index if not exists move_by_to on inventory.move (regency_id, to_place_id, seq);
create index if not exists stock_by_cooperative on inventory.stock (regency_id, cooperative_id, item_id);
create index if not exists stock_by_item on inventory.stock (regency_id, item_id);
create index if not exists pool_by_item on inventory.pool (regency_id, item_id);

alter table inventory.stock_book drop constraint if exists stock_book_cooperative_fk;
alter table inventory.stock_book add constraint stock_book_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table inventory.place drop constraint if exists place_cooperative_fk;
alter table inventory.place add constraint place_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table inventory.place drop constraint if exists place_premises_fk;
alter table inventory.place add constraint place_premises_fk foreign key (regency_id, premises_id) references cooperatives.premises;
alter table inventory.batch drop constraint if exists batch_item_fk;
alter table inventory.batch add constraint batch_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.move drop constraint if exists move_item_fk;
alter table inventory.move add constraint move_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.move drop constraint if exists move_from_fk;
alter table inventory.move add constraint move_from_fk foreign key (regency_id, from_place_id) references inventory.place;
alter table inventory.move drop constraint if exists move_to_fk;
alter table inventory.move add constraint move_to_fk foreign key (regency_id, to_place_id) references inventory.place;
alter table inventory.stock drop constraint if exists stock_place_fk;
alter table inventory.stock add constraint stock_place_fk foreign key (regency_id, place_id) references inventory.place;
alter table inventory.stock drop constraint if exists stock_item_fk;
alter table inventory.stock add constraint stock_item_fk foreign key (regency_id, item_id) references catalogue.item;
alter table inventory.pool drop constraint if exists pool_item_fk;
alter table inventory.pool add constraint pool_item_fk foreign key (regency_id, item_id) references catalogue.item;

grant usage on schema inventory to lumbung_app;
select platform.protect('inventory.stock_book', 'record', 'select', 'insert');
grant update (last_seq) on inventory.stock_book to lumbung_app;
select platform.protect('inventory.place', 'record', 'select', 'insert');
grant update (name, premises_id, is_active) on inventory.place to lumbung_app;
select platform.protect('inventory.batch', 'record', 'select', 'insert');
select platform.protect('inventory.move', 'record', 'select', 'insert');
select platform.protect('inventory.stock', 'record', 'select', 'insert');
grant update (qty_base) on inventory.stock to lumbung_app;
select platform.protect('inventory.pool', 'record', 'select', 'insert');
grant update (qty_base, value_idr, last_qty_base, last_value_idr) on inventory.pool to lumbung_app;
