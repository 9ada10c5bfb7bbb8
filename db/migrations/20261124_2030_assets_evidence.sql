-- Why: an office that settles a criterion may show by which paper; the paper is a file of the city.
alter table assets.observation add column if not exists file_id uuid;
comment on column assets.observation.file_id is 'The paper or photo that shows it.';

create index if not exists observation_by_file on assets.observation (regency_id, file_id) where file_id is not null;

alter table assets.observation drop constraint if exists observation_file_fk;
alter table assets.observation add constraint observation_file_fk foreign key (regency_id, file_id) references platform.file;
