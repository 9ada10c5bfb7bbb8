-- Why: a person who forgot his password is let in again by an administrator who knows him. There is no e-mail yet, so the
-- one-time link is handed over; whoever made it never learns the password.
create table if not exists auth.password_reset (
  user_id     text not null constraint password_reset_pk primary key,
  token_hash  bytea not null constraint password_reset_token_once unique,
  regency_id  integer not null,
  issued_at   timestamptz not null default now(),
  expires_at  timestamptz not null
);
comment on table auth.password_reset is 'The one link by which a person may choose a new password. A later link takes the place of an earlier one; a used one is deleted. Only its hash is kept.';
comment on column auth.password_reset.regency_id is 'The regency whose audit log tells who issued the link, and that it was used.';

alter table auth.password_reset drop constraint if exists password_reset_user_fk;
alter table auth.password_reset add constraint password_reset_user_fk foreign key (user_id) references auth.user on delete cascade;

grant select, insert, update, delete on auth.password_reset to lumbung_app;
