-- Why: an outlet that sold LPG before its book began has cylinders, full, empty and at customers, some of them borrowed of its agent.
create table if not exists opening.cylinder_line (
  regency_id      integer not null,
  sheet_id        uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  size_kg10       integer not null,                -- tenths of a kilogram: 30, 55, 120
  owner_id        uuid,                            -- the partner they are borrowed of; null: the cooperative's own
  state           text not null,
  qty             bigint not null,
  value_idr       bigint not null,                 -- of its own; borrowed ones have none
  constraint cylinder_line_pk primary key (regency_id, sheet_id, seq),
  constraint cylinder_line_positive check (qty > 0 and value_idr >= 0),
  constraint cylinder_line_borrowed_has_no_value check (owner_id is null or value_idr = 0),
  constraint cylinder_line_state_known check (state in ('full', 'empty', 'damaged', 'agent', 'customer'))
);
comment on table opening.cylinder_line is 'Cylinders at the beginning, by size, owner and where they are; append-only.';

select platform.distribute('opening.cylinder_line');

create index if not exists cylinder_line_by_cooperative on opening.cylinder_line (regency_id, cooperative_id);

alter table opening.cylinder_line drop constraint if exists cylinder_line_sheet_fk;
alter table opening.cylinder_line add constraint cylinder_line_sheet_fk foreign key (regency_id, sheet_id) references opening.sheet;

select platform.protect('opening.cylinder_line', 'record', 'select', 'insert');
