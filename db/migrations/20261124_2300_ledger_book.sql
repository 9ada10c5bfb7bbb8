-- Why: a cooperative trades, and from then on each rupiah it moves must be told in one book that nobody can rewrite (docs/rules/ledger.md).
-- A journal is posted by one function that checks that it sums to zero and keeps the balances; nobody else may insert, nobody at all may change.

-- Orders, deliveries and invoices have two sides: the buyer, and a partner or another cooperative that supplies. Whose goods an agent passes on
-- (the principal: Patra Niaga behind an LPG agent) reads along and writes nothing.
create or replace function platform.policy_expression(kind text) returns text
  language sql immutable set search_path = pg_catalog, public as $$
  select case kind
    when 'regency' then tenant
    when 'city' then tenant || ' and current_setting(''app.scope'', true) = ''regency'''
    when 'record' then tenant || format(local, own)
    when 'known' then tenant || format(local, 'cooperative_id = any (nullif(current_setting(''app.known_cooperative_ids'', true), '''')::uuid[])')
    when 'partnership' then tenant || format(local, own || '
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'territory' then tenant || format(local, 'village_id = any (nullif(current_setting(''app.village_ids'', true), '''')::integer[])')
    when 'trade' then tenant || format(local, own || '
      or supplier_cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'supply' then tenant || format(local, own || '
      or supplier_cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid
      or principal_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
  end
  from (select 'regency_id = nullif(current_setting(''app.regency_id'', true), '''')::integer' as tenant,
    'cooperative_id = any (nullif(current_setting(''app.cooperative_ids'', true), '''')::uuid[])' as own,
    ' and case when current_setting(''app.scope'', true) = ''regency'' then true else %s end' as local) as bare
$$;

create or replace function platform.protect(target regclass, kind text, variadic privileges text[] default array['select', 'insert', 'update'])
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  seen text := platform.policy_expression(kind);
  written text := platform.policy_expression(case kind when 'known' then 'record' when 'supply' then 'trade' else kind end);
  privilege text;
begin
  if seen is null then raise exception 'no such policy kind: %', kind; end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('drop policy if exists %I on %s', kind, target);
  execute format('create policy %I on %s for all to lumbung_app using (%s) with check (%s)', kind, target, seen, written);
  foreach privilege in array privileges loop
    if privilege not in ('select', 'insert', 'update', 'delete') then raise exception 'no such privilege: %', privilege; end if;
    execute format('grant %s on %s to lumbung_app', privilege, target);
  end loop;
end
$$;

-- What only a function of ours writes: it runs as a role that nobody signs in as, bound by the same expression as the app itself.
do $$
begin
  if not exists (select from pg_roles where rolname = 'lumbung_ledger') then
    create role lumbung_ledger nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant lumbung_ledger to %I', current_user); -- or it could not hand the function over
  end if;
end
$$;

create or replace function platform.let_ledger(target regclass, kind text, variadic privileges text[])
  returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  seen text := platform.policy_expression(kind);
begin
  execute format('drop policy if exists lumbung_ledger on %s', target);
  execute format('create policy lumbung_ledger on %s for all to lumbung_ledger using (%s) with check (%s)', target, seen, seen);
  execute format('grant %s on %s to lumbung_ledger', array_to_string(privileges, ', '), target);
end
$$;

create schema if not exists ledger;

create table if not exists reference.account_template (
  code         text not null,
  name         text not null,
  kind         text not null,                      -- which part of the statements
  normal       text not null,                      -- side on which it usually stands: D or K
  holds        text,                               -- cash or bank: kept as Buku Kas or Buku Bank
  seq          integer not null,
  legal_basis  text not null,
  valid_from   date not null,
  valid_to     date,
  constraint account_template_pk primary key (code, valid_from),
  constraint account_template_code_six check (code ~ '^[1-9]\d{5}$'),
  constraint account_template_kind_known check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
  constraint account_template_normal_known check (normal in ('D', 'K')),
  constraint account_template_holds_known check (holds in ('cash', 'bank')),
  constraint account_template_dates_in_order check (valid_to > valid_from)
);
comment on table reference.account_template is 'Chart of accounts a new book is opened with (domain.md 3.5). Savings pokok and wajib are own capital, UU 25/1992 art. 41.';

create table if not exists ledger.book (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  opened_on       date not null,                   -- the day of its opening balances
  closed_through  date not null,                   -- last day that takes no postings; the day before opening at first
  last_number     bigint not null default 0,       -- of its journals, without gaps
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint book_pk primary key (regency_id, cooperative_id)
);
comment on table ledger.book is 'The one book of a cooperative. Its row is locked while something is posted: journals of a book come one after the other.';

create table if not exists ledger.account (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  code            text not null,
  name            text not null,
  kind            text not null,
  normal          text not null,
  holds           text,
  is_active       boolean not null default true,
  constraint account_pk primary key (regency_id, cooperative_id, code),
  constraint account_code_six check (code ~ '^[1-9]\d{5}$'),
  constraint account_kind_known check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
  constraint account_normal_known check (normal in ('D', 'K')),
  constraint account_holds_known check (holds in ('cash', 'bank'))
);
comment on table ledger.account is 'Accounts of one book, made from the template and added to.';

create table if not exists ledger.journal (
  regency_id      integer not null,
  id              uuid not null,
  cooperative_id  uuid not null,
  number          bigint not null,
  occurred_on     date not null,                   -- the fact
  posted_on       date not null,                   -- the books
  is_late         boolean not null,                -- its day was closed: posted on the first open one
  source_kind     text not null,                   -- whose journal: ledger/manual, inventory/count, procurement/receipt, sales/sale …
  source_id       uuid not null,
  description     text not null,                   -- Uraian
  evidence        text,                            -- Bukti: number of the paper
  reverses_id     uuid,
  content_hash    text not null,                   -- of what was asked, so that sent twice is told from changed
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint journal_pk primary key (regency_id, id),
  constraint journal_number_once unique (regency_id, cooperative_id, number),
  constraint journal_source_once unique (regency_id, cooperative_id, source_kind, source_id),
  constraint journal_reversed_once unique (regency_id, reverses_id),
  constraint journal_late_is_later check (posted_on >= occurred_on or not is_late)
);
comment on table ledger.journal is 'One entry of a book, append-only; corrected by another that reverses it. Inserted by ledger.post only.';

create table if not exists ledger.posting (
  regency_id      integer not null,
  journal_id      uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  account_code    text not null,
  amount_idr      bigint not null,                 -- debit above zero, credit below
  posted_on       date not null,
  party_id        uuid,                            -- the partner, cooperative or member a receivable or payable stands against
  constraint posting_pk primary key (regency_id, journal_id, seq),
  constraint posting_not_zero check (amount_idr <> 0)
);
comment on table ledger.posting is 'Lines of journals, append-only. Whole rupiah, debit positive; of one journal they sum to zero. Inserted by ledger.post only.';

create table if not exists ledger.balance (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  account_code    text not null,
  month           date not null,                   -- its first day
  debit_idr       bigint not null default 0,
  credit_idr      bigint not null default 0,       -- not negative
  constraint balance_pk primary key (regency_id, cooperative_id, account_code, month),
  constraint balance_month_begins check (extract(day from month) = 1),
  constraint balance_not_negative check (debit_idr >= 0 and credit_idr >= 0)
);
comment on table ledger.balance is 'What was posted to an account in a month: the cache of its postings, written where they are and compared every night.';

select platform.replicate('reference.account_template');
select platform.distribute('ledger.book');
select platform.distribute('ledger.account');
select platform.distribute('ledger.journal');
select platform.distribute('ledger.posting');
select platform.distribute('ledger.balance');

create index if not exists journal_by_day on ledger.journal (regency_id, cooperative_id, posted_on, number);
create index if not exists posting_by_account on ledger.posting (regency_id, cooperative_id, account_code, posted_on, journal_id, seq);

alter table ledger.book drop constraint if exists book_cooperative_fk;
alter table ledger.book add constraint book_cooperative_fk foreign key (regency_id, cooperative_id) references cooperatives.cooperative;
alter table ledger.account drop constraint if exists account_book_fk;
alter table ledger.account add constraint account_book_fk foreign key (regency_id, cooperative_id) references ledger.book;
alter table ledger.journal drop constraint if exists journal_book_fk;
alter table ledger.journal add constraint journal_book_fk foreign key (regency_id, cooperative_id) references ledger.book;
alter table ledger.journal drop constraint if exists journal_reverses_fk;
alter table ledger.journal add constraint journal_reverses_fk foreign key (regency_id, reverses_id) references ledger.journal;
alter table ledger.posting drop constraint if exists posting_journal_fk;
alter table ledger.posting add constraint posting_journal_fk foreign key (regency_id, journal_id) references ledger.journal;
alter table ledger.posting drop constraint if exists posting_account_fk;
alter table ledger.posting add constraint posting_account_fk foreign key (regency_id, cooperative_id, account_code) references ledger.account;
alter table ledger.balance drop constraint if exists balance_account_fk;
alter table ledger.balance add constraint balance_account_fk foreign key (regency_id, cooperative_id, account_code) references ledger.account;

grant usage on schema ledger to lumbung_app;
grant select on reference.account_template to lumbung_app;
select platform.protect('ledger.book', 'record', 'select', 'insert');
grant update (closed_through) on ledger.book to lumbung_app;
select platform.protect('ledger.account', 'record', 'select', 'insert');
grant update (name, is_active) on ledger.account to lumbung_app;
select platform.protect('ledger.journal', 'record', 'select');
select platform.protect('ledger.posting', 'record', 'select');
select platform.protect('ledger.balance', 'record', 'select');
grant usage on schema ledger to lumbung_ledger;
select platform.let_ledger('ledger.book', 'record', 'select', 'update');
select platform.let_ledger('ledger.account', 'record', 'select');
select platform.let_ledger('ledger.journal', 'record', 'select', 'insert');
select platform.let_ledger('ledger.posting', 'record', 'select', 'insert');
select platform.let_ledger('ledger.balance', 'record', 'select', 'insert', 'update');

-- Posts journals of one regency, set-wise. `given` is an array of {id, cooperative_id, occurred_on, source_kind, source_id, description, evidence,
-- reverses_id, sample, recorded_by, recorded_role, on_behalf, postings: [{account_code, amount_idr, party_id}]}. Answers for each, in order: posted, same
-- (the very journal is there) or other (its source, or its id, has another content). Books are locked in the order of their ids, so that two who
-- post at once never wait for each other in a circle. Mass writes plan their foreign keys once (stack: plan_cache_mode).
create or replace function ledger.post(tenant integer, given jsonb)
  returns table (id uuid, outcome text, number bigint, posted_on date, is_late boolean)
  language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = 'auto' as $$
#variable_conflict use_column
declare
  wanted uuid[] := array(select distinct (j ->> 'cooperative_id')::uuid from jsonb_array_elements(given) as j);
begin
  perform from ledger.book as b where b.regency_id = tenant and b.cooperative_id = any (wanted) order by b.cooperative_id for update;
  if (select count(*) from ledger.book as b where b.regency_id = tenant and b.cooperative_id = any (wanted)) < cardinality(wanted) then
    raise exception 'a cooperative without a book' using errcode = 'foreign_key_violation', constraint = 'journal_book_fk';
  end if;
  if exists (
    select from jsonb_array_elements(given) as j,
      lateral (select count(*) as lines, sum((p ->> 'amount_idr')::bigint) as total from jsonb_array_elements(j -> 'postings') as p) as s
    where s.lines < 2 or s.total <> 0
  ) then
    raise exception 'a journal that does not sum to zero' using errcode = 'check_violation', constraint = 'journal_balances';
  end if;
  return query
  with asked as (
    select j.ord, a.*, j.value -> 'postings' as postings,
      encode(sha256(convert_to((j.value - 'id' - 'recorded_by' - 'recorded_role' - 'on_behalf')::text, 'UTF8')), 'hex') as content_hash
    from jsonb_array_elements(given) with ordinality as j(value, ord),
      lateral jsonb_to_record(j.value) as a(id uuid, cooperative_id uuid, occurred_on date, source_kind text, source_id uuid, description text,
        evidence text, reverses_id uuid, sample boolean, recorded_by text, recorded_role text, on_behalf boolean)
  ), there as (
    select a.ord, t.id, t.number, t.posted_on, t.is_late, t.content_hash = a.content_hash and t.source_id = a.source_id and t.source_kind = a.source_kind as is_same
    from asked as a join ledger.journal as t on t.regency_id = tenant and t.cooperative_id = a.cooperative_id
      and (t.id = a.id or (t.source_kind = a.source_kind and t.source_id = a.source_id))
  ), fresh as (
    select distinct on (a.cooperative_id, a.source_kind, a.source_id) a.*
    from asked as a where not exists (select from there where there.ord = a.ord)
    order by a.cooperative_id, a.source_kind, a.source_id, a.ord
  ), numbered as (
    select f.*, b.last_number + row_number() over (partition by f.cooperative_id order by f.ord) as number,
      greatest(f.occurred_on, b.closed_through + 1) as posted_on, f.occurred_on <= b.closed_through as is_late
    from fresh as f join ledger.book as b on b.regency_id = tenant and b.cooperative_id = f.cooperative_id
  ), journals as (
    insert into ledger.journal (regency_id, id, cooperative_id, number, occurred_on, posted_on, is_late, source_kind, source_id, description, evidence,
      reverses_id, content_hash, sample, recorded_by, recorded_role, on_behalf)
    select tenant, n.id, n.cooperative_id, n.number, n.occurred_on, n.posted_on, n.is_late, n.source_kind, n.source_id, n.description, n.evidence,
      n.reverses_id, n.content_hash, coalesce(n.sample, false), n.recorded_by, n.recorded_role, coalesce(n.on_behalf, false)
    from numbered as n order by n.cooperative_id, n.number
  ), lines as (
    select n.id, n.cooperative_id, n.posted_on, p.seq, p.value ->> 'account_code' as account_code, (p.value ->> 'amount_idr')::bigint as amount_idr,
      (p.value ->> 'party_id')::uuid as party_id
    from numbered as n, jsonb_array_elements(n.postings) with ordinality as p(value, seq)
  ), posted as (
    insert into ledger.posting (regency_id, journal_id, seq, cooperative_id, account_code, amount_idr, posted_on, party_id)
    select tenant, l.id, l.seq, l.cooperative_id, l.account_code, l.amount_idr, l.posted_on, l.party_id from lines as l
  ), balances as (
    insert into ledger.balance as b (regency_id, cooperative_id, account_code, month, debit_idr, credit_idr)
    select tenant, l.cooperative_id, l.account_code, date_trunc('month', l.posted_on)::date,
      coalesce(sum(l.amount_idr) filter (where l.amount_idr > 0), 0)::bigint, coalesce(-sum(l.amount_idr) filter (where l.amount_idr < 0), 0)::bigint
    from lines as l group by 2, 3, 4 order by 2, 3, 4
    on conflict (regency_id, cooperative_id, account_code, month)
      do update set debit_idr = b.debit_idr + excluded.debit_idr, credit_idr = b.credit_idr + excluded.credit_idr
  ), counted as (
    update ledger.book as b set last_number = n.highest
    from (select cooperative_id, max(number) as highest from numbered group by cooperative_id) as n
    where b.regency_id = tenant and b.cooperative_id = n.cooperative_id
  )
  select coalesce(t.id, n.id), case when t.ord is not null then case when t.is_same then 'same' else 'other' end
      when n.ord = a.ord then 'posted' when n.content_hash = a.content_hash then 'same' else 'other' end,
    coalesce(t.number, n.number), coalesce(t.posted_on, n.posted_on), coalesce(t.is_late, n.is_late)
  from asked as a
  left join lateral (select * from there where there.ord = a.ord order by there.is_same desc limit 1) as t on true
  left join numbered as n on n.cooperative_id = a.cooperative_id and n.source_kind = a.source_kind and n.source_id = a.source_id
  order by a.ord;
end
$$;

grant create on schema ledger to lumbung_ledger;
alter function ledger.post(integer, jsonb) owner to lumbung_ledger;
revoke create on schema ledger from lumbung_ledger;
revoke execute on function ledger.post(integer, jsonb) from public;
grant execute on function ledger.post(integer, jsonb) to lumbung_app;

insert into reference.account_template (seq, code, name, kind, normal, holds, valid_from, legal_basis)
select row_number() over (), t.*, date '2025-01-01', t2.basis
from (values
  ('111000', 'Kas', 'asset', 'D', 'cash'),
  ('111100', 'Kas kecil gerai', 'asset', 'D', 'cash'),
  ('112100', 'Bank BRI', 'asset', 'D', 'bank'),
  ('112200', 'Bank Mandiri', 'asset', 'D', 'bank'),
  ('112300', 'Bank BNI', 'asset', 'D', 'bank'),
  ('112400', 'Bank BSI', 'asset', 'D', 'bank'),
  ('113100', 'Piutang anggota', 'asset', 'D', null),
  ('113200', 'Piutang pinjaman anggota', 'asset', 'D', null),
  ('113300', 'Piutang usaha lain', 'asset', 'D', null),
  ('113900', 'Penyisihan piutang', 'asset', 'K', null),
  ('114101', 'Persediaan beras', 'asset', 'D', null),
  ('114102', 'Persediaan minyak goreng', 'asset', 'D', null),
  ('114109', 'Persediaan barang lain', 'asset', 'D', null),
  ('114201', 'Persediaan isi LPG 5,5 kg / 12 kg', 'asset', 'D', null),
  ('114301', 'Tabung LPG milik koperasi', 'asset', 'D', null),
  ('115000', 'Uang muka / sewa dibayar di muka', 'asset', 'D', null),
  ('121000', 'Peralatan', 'asset', 'D', null),
  ('129000', 'Akumulasi penyusutan', 'asset', 'K', null),
  ('211000', 'Utang usaha', 'liability', 'K', null),
  ('212000', 'Simpanan sukarela', 'liability', 'K', null),
  ('213000', 'Titipan jaminan tabung', 'liability', 'K', null),
  ('214000', 'Utang pajak', 'liability', 'K', null),
  ('215000', 'Dana SHU (anggota, pengurus, pendidikan, sosial)', 'liability', 'K', null),
  ('221000', 'Utang bank / LPDB jangka panjang', 'liability', 'K', null),
  ('310000', 'Simpanan pokok', 'equity', 'K', null),
  ('320000', 'Simpanan wajib', 'equity', 'K', null),
  ('330000', 'Hibah / modal penyertaan', 'equity', 'K', null),
  ('340000', 'Dana cadangan', 'equity', 'K', null),
  ('350000', 'SHU tahun berjalan', 'equity', 'K', null),
  ('360000', 'SHU belum dibagi / defisit', 'equity', 'K', null),
  ('411000', 'Penjualan kepada anggota', 'income', 'K', null),
  ('412000', 'Penjualan kepada non-anggota', 'income', 'K', null),
  ('413000', 'Jasa pinjaman', 'income', 'K', null),
  ('414000', 'Penjualan kepada koperasi lain', 'income', 'K', null),
  ('419000', 'Pendapatan lain (PPOB, fee)', 'income', 'K', null),
  ('511000', 'Beban pokok penjualan anggota', 'expense', 'D', null),
  ('512000', 'Beban pokok penjualan non-anggota', 'expense', 'D', null),
  ('514000', 'Beban pokok penjualan koperasi lain', 'expense', 'D', null),
  ('521000', 'Beban gaji/honor', 'expense', 'D', null),
  ('522000', 'Beban listrik/air/internet', 'expense', 'D', null),
  ('523000', 'Beban sewa BMD', 'expense', 'D', null),
  ('524000', 'Beban penyusutan', 'expense', 'D', null),
  ('525000', 'Beban penyisihan piutang', 'expense', 'D', null),
  ('526000', 'Beban perkoperasian (rapat, pendidikan)', 'expense', 'D', null),
  ('527000', 'Selisih dan kerusakan persediaan', 'expense', 'D', null),
  ('529000', 'Beban lain', 'expense', 'D', null)
) as t(code, name, kind, normal, holds),
  (values ('Susunan yang diusulkan; simpanan pokok dan wajib modal sendiri, UU 25/1992 ps. 41')) as t2(basis)
on conflict do nothing;
