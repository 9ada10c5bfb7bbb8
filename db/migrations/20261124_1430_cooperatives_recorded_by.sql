-- Why: premises and officers are entered by facilitators too, and like every other record they must show by whom, and that it was on the
-- cooperative's behalf. What is there already was entered before anybody asked; the audit log knows who did.
alter table cooperatives.premises add column if not exists recorded_at timestamptz not null default now();
alter table cooperatives.premises add column if not exists recorded_by text;
alter table cooperatives.premises add column if not exists recorded_role text not null default 'machine';
alter table cooperatives.premises add column if not exists on_behalf boolean not null default false;
alter table cooperatives.premises alter column recorded_role drop default;

alter table cooperatives.officer add column if not exists recorded_at timestamptz not null default now();
alter table cooperatives.officer add column if not exists recorded_by text;
alter table cooperatives.officer add column if not exists recorded_role text not null default 'machine';
alter table cooperatives.officer add column if not exists on_behalf boolean not null default false;
alter table cooperatives.officer alter column recorded_role drop default;
