-- Why: a supplier asks each month what came of his goods, and each outlet answers on a sheet of its own. The answer is in the moves already, but those
-- are the cooperative's alone: what a partner may read of them is written out here, by day, and nothing else.
-- Derived: rewritten from moves, receipts and sales, and by nobody's hand.
create table if not exists partners.sell_through_item (
  regency_id               integer not null,
  cooperative_id           uuid not null,
  item_id                  uuid not null,
  partner_id               uuid not null,          -- who supplies it, by agreement or receipt
  principal_id             uuid,                   -- whose goods an agent passes on
  supplier_cooperative_id  uuid,                   -- never: the policy asks for it
  since                    date not null,          -- the first day of agreement or receipt; what was before is not the partner's to see
  product_code             text,
  commodity_code           text,
  item_name                text not null,
  base_unit                text not null,
  pack_label               text not null,          -- what quantities are shown in
  pack_qty_base            bigint not null,
  sample                   boolean not null,
  constraint sell_through_item_pk primary key (regency_id, cooperative_id, item_id, partner_id)
);
comment on table partners.sell_through_item is 'Derived: which goods of a cooperative are a partner''s.';

create table if not exists partners.sell_through_day (
  regency_id               integer not null,
  cooperative_id           uuid not null,
  item_id                  uuid not null,
  partner_id               uuid not null,
  day                      date not null,
  principal_id             uuid,
  supplier_cooperative_id  uuid,
  opening_base             bigint not null,        -- fit for sale, or on its way between own places
  received_base            bigint not null,        -- from this partner, fit or not
  sold_base                bigint not null,        -- less what was taken back
  sold_member_base         bigint not null,
  returned_base            bigint not null,        -- to this partner
  damaged_base             bigint not null,        -- set aside, damaged or disposed of, less what was put back or returned
  difference_base          bigint not null,        -- found less lost
  other_base               bigint not null,        -- opening balances, other suppliers, other cooperatives: in less out
  closing_base             bigint not null,
  sold_idr                 bigint not null,
  sold_member_idr          bigint not null,
  sold_cash_idr            bigint not null,        -- the rest went to a bank
  sales                    integer not null,       -- how many, less those reversed
  exceptions               integer not null,       -- of their lines with a flag: above the ceiling, beyond the limit, short
  price_min_idr            bigint,                 -- of what one price of the commodity buys
  price_max_idr            bigint,
  notes                    text[] not null,        -- delivery notes of what was received
  constraint sell_through_day_pk primary key (regency_id, cooperative_id, item_id, partner_id, day),
  constraint sell_through_day_adds_up check (closing_base =
    opening_base + received_base - sold_base - returned_base - damaged_base + difference_base + other_base)
);
comment on table partners.sell_through_day is 'Derived: one row for each day on which goods of a partner moved. Base units, whole rupiah.';

create table if not exists partners.sell_through_state (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  last_seq        bigint not null,                 -- of the moves that are written out
  basis           text not null,                   -- what decided whose goods they are: agreements and suppliers, as a hash
  constraint sell_through_state_pk primary key (regency_id, cooperative_id)
);
comment on table partners.sell_through_state is 'Derived: how far the report has come. Rewritten whole when the basis changes.';

select platform.distribute('partners.sell_through_item');
select platform.distribute('partners.sell_through_day');
select platform.distribute('partners.sell_through_state');

create index if not exists sell_through_item_by_item on partners.sell_through_item (regency_id, item_id);
create index if not exists sell_through_item_by_partner on partners.sell_through_item (regency_id, partner_id);
create index if not exists sell_through_item_by_principal on partners.sell_through_item (regency_id, principal_id);
create index if not exists sell_through_item_by_commodity on partners.sell_through_item (commodity_code);
create index if not exists sell_through_item_by_product on partners.sell_through_item (product_code);

alter table partners.sell_through_item drop constraint if exists sell_through_item_item_fk;
alter table partners.sell_through_item add constraint sell_through_item_item_fk foreign key (regency_id, item_id) references catalogue.item;

select platform.protect('partners.sell_through_item', 'supply', 'select', 'insert', 'delete');
select platform.protect('partners.sell_through_day', 'supply', 'select', 'insert', 'delete');
select platform.protect('partners.sell_through_state', 'record', 'select', 'insert', 'delete');
