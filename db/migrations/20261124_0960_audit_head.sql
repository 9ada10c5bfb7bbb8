-- Why: the sealer, the checkpoints and the public page want the last seal of a regency without looking through its history.
create table if not exists audit.head (
  regency_id      integer not null,
  seq             bigint not null,
  hash            bytea not null,
  sealed_at       timestamptz not null default now(),
  checkpoint_seq  bigint not null default 0,       -- the last head that was signed
  constraint head_pk primary key (regency_id),
  constraint head_checkpoint_reached check (checkpoint_seq <= seq)
);
comment on table audit.head is 'The last seal of each regency: a cache of audit.seal, written in the same transaction and compared by verify.';

select platform.distribute('audit.head');
select platform.protect('audit.head', 'regency', 'select');
select platform.open_to('audit.head', 'lumbung_jobs', true, 'select', 'insert', 'update');
select platform.open_to('audit.head', 'lumbung_public', false, 'select');
