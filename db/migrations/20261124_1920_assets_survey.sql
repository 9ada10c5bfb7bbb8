-- Why: what an asset is like is seen on the spot, by whoever goes there with a phone. One visit is one survey, written on the device where it may
-- wait for days; its photos come one by one, in any order, and some before the survey itself. A survey is a fact: what is odd about it is
-- flagged for a person to look at, and nothing of it changes later but the kelurahan it follows its asset into.
create table if not exists assets.survey (
  regency_id        integer not null,
  id                uuid not null,                 -- made on the device
  asset_id          uuid not null,
  village_id        integer,                       -- the asset's, so that the policy needs no second table
  surveyed_on       date not null,                 -- the day they were there, as they say
  surveyed_at       timestamptz not null,          -- the device's clock as the form was begun
  attendees         jsonb not null,                -- [{name, office}]
  latitude          double precision,
  longitude         double precision,
  accuracy_m        integer,                       -- as the device says, within 68 in 100
  current_use       text,                          -- as seen: idle, own_duty, used_by_others; null where not looked at
  current_user_name text,
  remarks           text,
  flags             jsonb not null default '[]',   -- what a person should look at (survey.ts)
  sample            boolean not null default false,
  recorded_at       timestamptz not null default now(),
  recorded_by       text,
  recorded_role     text not null,
  on_behalf         boolean not null default false,
  constraint survey_pk primary key (regency_id, id),
  constraint survey_point_whole check ((latitude is null) = (longitude is null) and (accuracy_m is null or latitude is not null)),
  constraint survey_use_known check (current_use in ('idle', 'own_duty', 'used_by_others'))
);
comment on table assets.survey is 'One visit to an asset. What was found stands in assets.observation with this id.';

create table if not exists assets.survey_photo (
  regency_id   integer not null,
  id           uuid not null,                      -- made on the device
  survey_id    uuid not null,                      -- no foreign key: a photo may arrive before its survey
  asset_id     uuid not null,
  village_id   integer,
  sha256       text not null,                      -- of the original
  bytes        bigint not null,
  name         text not null,
  taken_at     timestamptz,                        -- the device's clock as the photo was chosen or taken
  latitude     double precision,                   -- where the device was then
  longitude    double precision,
  accuracy_m   integer,
  sample       boolean not null default false,
  recorded_at  timestamptz not null default now(),
  recorded_by  text,
  recorded_role text not null,
  on_behalf    boolean not null default false,
  constraint survey_photo_pk primary key (regency_id, id),
  constraint survey_photo_point_whole check ((latitude is null) = (longitude is null))
);
comment on table assets.survey_photo is 'A photo of a survey. What is shown of it stands in platform.photo; where the camera says it was, in platform.photo_origin, for the city only.';

select platform.distribute('assets.survey');
select platform.distribute('assets.survey_photo');

create index if not exists survey_by_asset on assets.survey (regency_id, asset_id, surveyed_on desc, id desc);
create index if not exists survey_photo_by_asset on assets.survey_photo (regency_id, asset_id, survey_id, id);
create index if not exists survey_photo_by_content on assets.survey_photo (regency_id, sha256);
create index if not exists observation_by_survey on assets.observation (regency_id, survey_id) where survey_id is not null;

alter table assets.survey drop constraint if exists survey_asset_fk;
alter table assets.survey add constraint survey_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.survey_photo drop constraint if exists survey_photo_asset_fk;
alter table assets.survey_photo add constraint survey_photo_asset_fk foreign key (regency_id, asset_id) references assets.asset;
alter table assets.survey_photo drop constraint if exists survey_photo_content_fk;
alter table assets.survey_photo add constraint survey_photo_content_fk foreign key (regency_id, sha256) references platform.content;

select platform.protect('assets.survey', 'territory', 'select', 'insert');
select platform.protect('assets.survey_photo', 'territory', 'select', 'insert');
-- They follow their asset into another kelurahan; nothing else of them changes.
grant update (village_id) on assets.survey to lumbung_app;
grant update (village_id) on assets.survey_photo to lumbung_app;
