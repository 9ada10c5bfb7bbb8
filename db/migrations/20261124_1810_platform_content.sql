-- Why: what a photo tells of place and time is evidence, and nothing of it may be served: from now on each image is made anew in two sizes by
-- a job, and its original is handed to nobody. And contents that no row names (an upload whose row was refused) filled the disk for ever: one
-- row a content says what is named, whichever table names it, so that the rest can be swept, and how much arrived in a day.
create table if not exists platform.content (
  regency_id   integer not null,
  sha256       text not null constraint content_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes        bigint not null constraint content_bytes_positive check (bytes > 0),
  media_type   text not null constraint content_media_type_known
    check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
  received_by  text,                               -- user id of who brought it first; null: made by the machine
  received_at  timestamptz not null,
  constraint content_pk primary key (regency_id, sha256)
);
comment on table platform.content is 'One content of the vault that some row of the regency names. Whoever names one writes this row first, in the same transaction.';

create table if not exists platform.photo (
  regency_id    integer not null,
  sha256        text not null,                     -- of the original
  unreadable    text constraint photo_unreadable_known check (unreadable in ('damaged', 'too-many-pixels', 'too-heavy')),
  width         integer constraint photo_width_positive check (width > 0),
  height        integer constraint photo_height_positive check (height > 0),
  large_sha256  text,
  small_sha256  text,
  developed_at  timestamptz not null,
  constraint photo_pk primary key (regency_id, sha256),
  constraint photo_shown_or_not check ((unreadable is null) = (num_nulls(width, height, large_sha256, small_sha256) = 0)
    and (unreadable is null or num_nonnulls(width, height, large_sha256, small_sha256) = 0))
);
comment on table platform.photo is 'What is shown in place of an image: two sizes made anew, or why there are none. No row: it still waits for the job.';
comment on column platform.photo.width is 'Pixels of the original, the right way up.';

create table if not exists platform.photo_origin (
  regency_id     integer not null,
  sha256         text not null,                    -- of the original
  latitude       double precision constraint photo_origin_latitude_range check (latitude between -90 and 90),
  longitude      double precision constraint photo_origin_longitude_range check (longitude between -180 and 180),
  camera_time    text constraint photo_origin_camera_time_shape check (camera_time ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$'),
  camera_offset  text constraint photo_origin_camera_offset_shape check (camera_offset ~ '^[+-]\d{2}:\d{2}$'),
  camera         text,
  recorded_at    timestamptz not null,
  constraint photo_origin_pk primary key (regency_id, sha256),
  constraint photo_origin_point_whole check ((latitude is null) = (longitude is null))
);
comment on table platform.photo_origin is 'What the camera wrote into an original: where and when. For city staff only; served images carry none of it.';
comment on column platform.photo_origin.camera_time is 'The camera''s own clock, local to wherever it was set; a zone only if it wrote one (camera_offset).';

select platform.distribute('platform.content');
select platform.distribute('platform.photo');
select platform.distribute('platform.photo_origin');

insert into platform.content (regency_id, sha256, bytes, media_type, received_by, received_at)
select distinct on (regency_id, sha256) regency_id, sha256, bytes, media_type, uploaded_by, uploaded_at
from platform.file order by regency_id, sha256, uploaded_at
on conflict do nothing;

alter table platform.file drop constraint if exists file_content_fk;
alter table platform.file add constraint file_content_fk foreign key (regency_id, sha256) references platform.content;
alter table platform.photo drop constraint if exists photo_original_fk;
alter table platform.photo add constraint photo_original_fk foreign key (regency_id, sha256) references platform.content;
alter table platform.photo drop constraint if exists photo_large_fk;
alter table platform.photo add constraint photo_large_fk foreign key (regency_id, large_sha256) references platform.content;
alter table platform.photo drop constraint if exists photo_small_fk;
alter table platform.photo add constraint photo_small_fk foreign key (regency_id, small_sha256) references platform.content;
alter table platform.photo_origin drop constraint if exists photo_origin_original_fk;
alter table platform.photo_origin add constraint photo_origin_original_fk foreign key (regency_id, sha256) references platform.content;

create index if not exists file_by_content on platform.file (regency_id, sha256);
create index if not exists photo_by_large on platform.photo (regency_id, large_sha256);
create index if not exists photo_by_small on platform.photo (regency_id, small_sha256);
create index if not exists content_by_day on platform.content (regency_id, received_at) include (received_by, bytes);
create index if not exists content_by_sha256 on platform.content (sha256);

-- Hashes and sizes, of whatever anybody of the regency added: what a content is about stands in the row that names it.
select platform.protect('platform.content', 'regency', 'select', 'insert');
select platform.protect('platform.photo', 'regency', 'select', 'insert');
select platform.protect('platform.photo_origin', 'city', 'select', 'insert');

-- The sweep looks at the whole vault, which all regencies share.
grant usage on schema platform to lumbung_jobs;
select platform.open_to('platform.content', 'lumbung_jobs', true, 'select (sha256)');
