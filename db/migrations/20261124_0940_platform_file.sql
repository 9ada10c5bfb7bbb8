-- Why: a document (minutes, a deed, a permit) is evidence, so what was uploaded is kept as it was, with who and when.
-- The content lies in the vault under its hash; this row decides who may see it. Nothing is ever changed or removed here.
create table if not exists platform.file (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid,                            -- null: a document of the city, which cooperatives do not see
  sha256          text not null constraint file_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes           bigint not null constraint file_bytes_positive check (bytes > 0),
  media_type      text not null constraint file_media_type_known
    check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
  name            text not null constraint file_name_filled check (name <> ''),
  uploaded_by     text not null,
  uploaded_at     timestamptz not null,
  constraint file_pk primary key (regency_id, id)
);
comment on table platform.file is 'One uploaded document. Several rows may share one content in the vault (var/files).';

select platform.distribute('platform.file');

create index if not exists file_by_cooperative on platform.file (regency_id, cooperative_id, id);

select platform.protect('platform.file', 'record', 'select', 'insert');
