-- Printed from a migrated database by `npm run generate`. Read it; change it only by a migration.

-- Schemas
create schema assets;
create schema audit;
create schema auth;
create schema catalogue;
create schema cooperatives;
create schema devices;
create schema exchange;
create schema inventory;
create schema jobs;
create schema ledger;
create schema matching;
create schema opening;
create schema partners;
create schema platform;
create schema procurement;
create schema proposals;
create schema publication;
create schema reference;
create schema reporting;
create schema sales;
create schema taskforce;
create schema tasks;
create schema territory;

-- Functions
CREATE OR REPLACE FUNCTION catalogue.rules_on(tenant integer, day date)
 RETURNS TABLE(commodity_code text, kind text, price_idr bigint, qty_base_max bigint, per_days integer, legal_basis text, valid_from date, is_city boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct on (commodity_code, kind) commodity_code, kind, price_idr, qty_base_max, per_days, legal_basis, valid_from, is_city
  from (
    select own.commodity_code, own.kind, own.price_idr, own.qty_base_max, own.per_days, own.legal_basis, own.valid_from, own.valid_to, true as is_city
    from catalogue.trade_rule as own where own.regency_id = tenant
    union all
    select rule.commodity_code, rule.kind, rule.price_idr, null, null, rule.legal_basis, rule.valid_from, rule.valid_to, false
    from reference.price_rule as rule
    join reference.price_zone as zone on zone.zone = rule.zone
    join reference.region as regency on regency.id = tenant
    join reference.region_code as province on province.region_id = regency.parent_id and province.code = zone.province_code
      and province.authority = 'kemendagri' and province.valid_from <= day and province.valid_to > day
    union all
    select most.commodity_code, 'limit', null, most.qty_base_max, most.per_days, most.legal_basis, most.valid_from, most.valid_to, false
    from reference.purchase_limit as most
  ) as rule
  where rule.valid_from <= day and (rule.valid_to is null or rule.valid_to > day)
  order by commodity_code, kind, is_city desc, valid_from desc
$function$
;
CREATE OR REPLACE FUNCTION cooperatives.prices_on(regency integer, day date)
 RETURNS TABLE(cooperative_id uuid, commodity_code text, price_idr bigint, effective_on date, source_name text, source_date date, sample boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select latest.cooperative_id, latest.commodity_code, latest.price_idr, latest.effective_on, latest.source_name, latest.source_date, latest.sample
  from (
    select distinct on (price.cooperative_id, price.commodity_code) price.*
    from cooperatives.commodity_price as price
    where price.regency_id = regency and price.effective_on <= day
    order by price.cooperative_id, price.commodity_code, price.effective_on desc, price.recorded_at desc, price.id desc
  ) as latest
  where latest.carried
$function$
;
CREATE OR REPLACE FUNCTION cooperatives.states_on(regency integer, day date)
 RETURNS TABLE(cooperative_id uuid, name text, facility text, facility_since date, facility_action_id uuid, operation text, operation_since date, operation_action_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select cooperative.id, cooperative.name,
    coalesce(facility.state, 'none'), facility.effective_on, facility.id,
    coalesce(operation.state, 'unknown'), operation.effective_on, operation.id
  from cooperatives.cooperative
  left join lateral (
    select action.id, action.state, action.effective_on
    from cooperatives.state_action as action
    where action.regency_id = regency and action.cooperative_id = cooperative.id and action.axis = 'facility' and action.effective_on <= day
      and not exists (
        select from cooperatives.state_action as correction
        where correction.regency_id = regency and correction.corrects_id = action.id)
    order by action.effective_on desc, action.recorded_at desc, action.id desc
    limit 1) as facility on true
  left join lateral (
    select action.id, action.state, action.effective_on
    from cooperatives.state_action as action
    where action.regency_id = regency and action.cooperative_id = cooperative.id and action.axis = 'operation' and action.effective_on <= day
      and not exists (
        select from cooperatives.state_action as correction
        where correction.regency_id = regency and correction.corrects_id = action.id)
    order by action.effective_on desc, action.recorded_at desc, action.id desc
    limit 1) as operation on true
  where cooperative.regency_id = regency
    and exists (
      select from cooperatives.service_area as area
      where area.regency_id = regency and area.cooperative_id = cooperative.id and area.valid_from <= day)
$function$
;
CREATE OR REPLACE FUNCTION ledger.post(tenant integer, given jsonb)
 RETURNS TABLE(id uuid, outcome text, number bigint, posted_on date, is_late boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'auto'
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION partners.active_on(regency integer, day date)
 RETURNS TABLE(cooperative_id uuid, partner_id uuid, partner_name text, kind text, goods text[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select partnership.cooperative_id, partner.id, partner.name, partner.kind, partnership.goods
  from partners.partnership
  join partners.partner on partner.regency_id = regency and partner.id = partnership.partner_id
  where partnership.regency_id = regency and partnership.stage = 'active'
    and partnership.valid_from <= day and (partnership.valid_to is null or partnership.valid_to > day)
$function$
;
CREATE OR REPLACE FUNCTION platform.distribute(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_distributed_table(target, 'regency_id', colocate_with => case
      when target = 'audit.entry'::regclass then 'none' else 'audit.entry' end);
  end if;
end
$function$
;
CREATE OR REPLACE FUNCTION platform.let_ledger(target regclass, kind text, VARIADIC privileges text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  seen text := platform.policy_expression(kind);
begin
  execute format('drop policy if exists lumbung_ledger on %s', target);
  execute format('create policy lumbung_ledger on %s for all to lumbung_ledger using (%s) with check (%s)', target, seen, seen);
  execute format('grant %s on %s to lumbung_ledger', array_to_string(privileges, ', '), target);
end
$function$
;
CREATE OR REPLACE FUNCTION platform.open_to(target regclass, reader name, everywhere boolean, VARIADIC privileges text[] DEFAULT ARRAY['select'::text])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  expression text := case when everywhere then 'true' else platform.policy_expression('regency') end;
  privilege text;
begin
  execute format('drop policy if exists %I on %s', reader, target);
  execute format('create policy %I on %s for all to %I using (%s) with check (%s)', reader, target, reader, expression, expression);
  foreach privilege in array privileges loop
    execute format('grant %s on %s to %I', privilege, target, reader);
  end loop;
end
$function$
;
CREATE OR REPLACE FUNCTION platform.open_to_partners(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  execute format('drop policy if exists lumbung_partners on %s', target);
  execute format('create policy lumbung_partners on %s for select to lumbung_partners using (
    partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid
    or principal_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid)', target);
  execute format('grant select on %s to lumbung_partners', target);
end
$function$
;
CREATE OR REPLACE FUNCTION platform.policy_expression(kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select case kind
    when 'regency' then tenant
    when 'city' then tenant || ' and current_setting(''app.scope'', true) = ''regency'''
    when 'record' then tenant || format(local, own)
    when 'known' then tenant || format(local, 'position(cooperative_id::text in current_setting(''app.known_cooperative_ids'', true)) > 0')
    when 'partnership' then tenant || format(local, own || '
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'territory' then tenant || format(local, 'village_id = any (nullif(current_setting(''app.village_ids'', true), '''')::integer[])')
    when 'trade' then tenant || format(local, own || '
      or position(supplier_cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
    when 'supply' then tenant || format(local, own || '
      or position(supplier_cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0
      or partner_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid
      or principal_id = nullif(current_setting(''app.partner_id'', true), '''')::uuid')
  end
  from (select 'regency_id = nullif(current_setting(''app.regency_id'', true), '''')::integer' as tenant,
    'position(cooperative_id::text in current_setting(''app.cooperative_ids'', true)) > 0' as own,
    ' and case when current_setting(''app.scope'', true) = ''regency'' then true else %s end' as local) as bare
$function$
;
CREATE OR REPLACE FUNCTION platform.protect(target regclass, kind text, VARIADIC privileges text[] DEFAULT ARRAY['select'::text, 'insert'::text, 'update'::text])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION platform.replicate(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_reference_table(target);
  end if;
end
$function$
;
CREATE OR REPLACE FUNCTION platform.write_city_wide(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  seen text := platform.policy_expression('regency');
  written text := platform.policy_expression('city');
begin
  execute format('drop policy if exists regency on %s', target);
  execute format('drop policy if exists city on %s', target);
  execute format('create policy regency on %s for select to lumbung_app using (%s)', target, seen);
  execute format('create policy city on %s for all to lumbung_app using (%s) with check (%s)', target, written, written);
end
$function$
;

-- Tables
create table assets.asset (
  regency_id integer not null,
  id uuid not null,
  owner_kind text not null,
  object text not null,
  location_code text,
  asset_code text,
  register text,
  nibar text,
  name text not null,
  address text,
  user_agency text,
  land_area_dm2 bigint,
  floor_area_dm2 bigint,
  acquired_year smallint,
  land_right text,
  certificate_number text,
  certificate_date date,
  stated_use text,
  origin text,
  price_idr bigint,
  note text,
  register_condition text,
  is_storeyed boolean,
  is_concrete boolean,
  document_number text,
  document_date date,
  land_status text,
  land_code text,
  village_id integer,
  latitude double precision,
  longitude double precision,
  point_source text,
  parcel jsonb,
  parcel_area_dm2 bigint,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  current_use text default 'unknown'::text not null,
  current_user_name text,
  used_until date,
  upkeep_year_idr bigint,
  fair_rent_year_idr bigint,
  fair_rent_basis text,
  is_divisible boolean default false not null,
  withdrawn_on date,
  withdrawn_reason text,
  revision integer default 1 not null,
  import_id uuid,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  registered_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  owner_name text,
  owner_number text,
  search_text text generated always as (lower(((((((((((((((((name || ' '::text) || COALESCE(address, ''::text)) || ' '::text) || COALESCE(user_agency, ''::text)) || ' '::text) || COALESCE(asset_code, ''::text)) || ' '::text) || COALESCE(register, ''::text)) || ' '::text) || COALESCE(certificate_number, ''::text)) || ' '::text) || COALESCE(stated_use, ''::text)) || ' '::text) || COALESCE(owner_name, ''::text)) || ' '::text) || COALESCE(owner_number, ''::text)))) stored,
  name_key text generated always as ("left"(lower(name), 100)) stored,
  area_dm2 bigint generated always as (
CASE object
    WHEN 'building'::text THEN floor_area_dm2
    ELSE land_area_dm2
END) stored,
  constraint asset_pk PRIMARY KEY (regency_id, id),
  constraint asset_identity_once UNIQUE (regency_id, location_code, asset_code, register),
  constraint asset_owner_number_once UNIQUE (regency_id, owner_kind, owner_number),
  constraint asset_amounts_not_negative CHECK (((price_idr >= 0) AND (upkeep_year_idr >= 0) AND (fair_rent_year_idr >= 0))),
  constraint asset_areas_positive CHECK (((land_area_dm2 > 0) AND (floor_area_dm2 > 0))),
  constraint asset_box_whole CHECK ((num_nonnulls(west, south, east, north) = ANY (ARRAY[0, 4]))),
  constraint asset_condition_known CHECK ((register_condition = ANY (ARRAY['good'::text, 'minor_damage'::text, 'major_damage'::text]))),
  constraint asset_current_use_known CHECK ((current_use = ANY (ARRAY['unknown'::text, 'idle'::text, 'own_duty'::text, 'used_by_others'::text, 'promised'::text]))),
  constraint asset_identity_whole CHECK ((num_nonnulls(location_code, asset_code, register) = ANY (ARRAY[0, 3]))),
  constraint asset_object_known CHECK ((object = ANY (ARRAY['land'::text, 'building'::text]))),
  constraint asset_of_regency_registered CHECK (((owner_kind <> 'regency'::text) OR (asset_code IS NOT NULL))),
  constraint asset_owner_kind_known CHECK ((owner_kind = ANY (ARRAY['regency'::text, 'ministry'::text, 'bumn'::text, 'developer'::text, 'private'::text]))),
  constraint asset_point_source_known CHECK ((point_source = ANY (ARRAY['survey'::text, 'map'::text, 'import'::text]))),
  constraint asset_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL))),
  constraint asset_withdrawn_why CHECK (((withdrawn_on IS NULL) = (withdrawn_reason IS NULL)))
);
comment on table assets.asset is 'A piece of land or a building that might serve a cooperative. Attributes are as of now; history is asset_change.';
create table assets.asset_change (
  regency_id integer not null,
  id uuid not null,
  asset_id uuid not null,
  village_id integer,
  kind text not null,
  changes jsonb not null,
  reason text,
  import_id uuid,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint asset_change_pk PRIMARY KEY (regency_id, id),
  constraint asset_change_kind_known CHECK ((kind = ANY (ARRAY['registered'::text, 'reimported'::text, 'described'::text, 'located'::text, 'used'::text, 'withdrawn'::text, 'returned'::text, 'documented'::text, 'correction_proposed'::text, 'correction_settled'::text])))
);
comment on table assets.asset_change is 'History of an asset, append-only: what each edit and each import changed, from what to what.';
create table assets.asset_document (
  regency_id integer not null,
  id uuid not null,
  asset_id uuid not null,
  village_id integer,
  kind text not null,
  title text not null,
  number text,
  dated_on date,
  file_id uuid not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint asset_document_pk PRIMARY KEY (regency_id, id),
  constraint asset_document_kind_known CHECK ((kind = ANY (ARRAY['certificate'::text, 'parcel_map'::text, 'decree'::text, 'agreement'::text, 'appraisal'::text, 'other'::text])))
);
comment on table assets.asset_document is 'A document about an asset; its file is one of platform.file. Append-only.';
create table assets.criterion (
  regency_id integer not null,
  id uuid not null,
  use text not null,
  code text not null,
  seq integer not null,
  kind text not null,
  topic text not null,
  reads text not null,
  operator text not null,
  wanted jsonb not null,
  weight integer,
  authority text not null,
  name text not null,
  reason text not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint criterion_pk PRIMARY KEY (regency_id, id),
  constraint criterion_dates_in_order CHECK ((valid_to > valid_from)),
  constraint criterion_hard_decides CHECK (((kind <> 'hard'::text) OR (operator <> ALL (ARRAY['scale'::text, 'points'::text])))),
  constraint criterion_kind_known CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text, 'off'::text]))),
  constraint criterion_operator_known CHECK ((operator = ANY (ARRAY['at_least'::text, 'at_most'::text, 'one_of'::text, 'fits'::text, 'scale'::text, 'points'::text]))),
  constraint criterion_weight_in_bounds CHECK (((weight >= 1) AND (weight <= 1000))),
  constraint criterion_weight_of_soft CHECK (((kind <> 'soft'::text) OR (weight IS NOT NULL)))
);
comment on table assets.criterion is 'What a city asks otherwise than the nation, or besides. Append-only; on a day the row with the latest valid_from counts, then the later id, until its valid_to.';
create table assets.finding (
  regency_id integer not null,
  asset_id uuid not null,
  kind text not null,
  village_id integer,
  severity text not null,
  detail jsonb not null,
  found_at timestamp with time zone default now() not null,
  constraint finding_pk PRIMARY KEY (regency_id, asset_id, kind),
  constraint finding_severity_known CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text])))
);
comment on table assets.finding is 'What is implausible about an asset, recomputed whenever it or what it is compared with changes. A cache: delete and compute again.';
create table assets.kib_import (
  regency_id integer not null,
  id uuid not null,
  file_name text not null,
  bytes bigint not null,
  sha256 text not null,
  as_of date not null,
  sample boolean default false not null,
  price_unit_given text,
  location_given text,
  state text default 'waiting'::text not null,
  run_id uuid,
  refused jsonb,
  head jsonb,
  counts jsonb,
  with_doubtful boolean,
  uploaded_by text,
  uploaded_role text not null,
  uploaded_at timestamp with time zone default now() not null,
  checked_at timestamp with time zone,
  taken_at timestamp with time zone,
  left_at timestamp with time zone,
  constraint kib_import_pk PRIMARY KEY (regency_id, id),
  constraint kib_import_checked_has_head CHECK (((state <> ALL (ARRAY['checked'::text, 'taken'::text])) OR ((head IS NOT NULL) AND (counts IS NOT NULL) AND (checked_at IS NOT NULL)))),
  constraint kib_import_left_once CHECK (((state = ANY (ARRAY['called_off'::text, 'lapsed'::text])) = (left_at IS NOT NULL))),
  constraint kib_import_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'checked'::text, 'refused'::text, 'taken'::text, 'called_off'::text, 'lapsed'::text]))),
  constraint kib_import_taken_once CHECK (((state = 'taken'::text) = (taken_at IS NOT NULL))),
  constraint kib_import_unit_known CHECK ((price_unit_given = ANY (ARRAY['thousand'::text, 'full'::text])))
);
comment on table assets.kib_import is 'One file of KIB A or KIB C: laid down, checked, then taken, called off or lapsed.';
create table assets.kib_row (
  regency_id integer not null,
  import_id uuid not null,
  line integer not null,
  id uuid not null,
  outcome text default 'new'::text not null,
  asset_id uuid,
  location_code text,
  asset_code text,
  register text,
  name text,
  address text,
  user_agency text,
  nibar text,
  land_area_dm2 bigint,
  floor_area_dm2 bigint,
  acquired_year smallint,
  land_right text,
  certificate_number text,
  certificate_date date,
  stated_use text,
  origin text,
  price_idr bigint,
  note text,
  register_condition text,
  is_storeyed boolean,
  is_concrete boolean,
  document_number text,
  document_date date,
  land_status text,
  land_code text,
  village_id integer,
  problems jsonb,
  cells jsonb,
  mark_import_id uuid,
  mark_line integer,
  constraint kib_row_pk PRIMARY KEY (regency_id, import_id, line),
  constraint kib_row_outcome_known CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'wrong'::text, 'doubtful'::text])))
);
comment on table assets.kib_row is 'Rows of a file until it is taken or left; wrong and doubtful ones of a taken file stay for the sheet that goes back.';
create table assets.legal_correction (
  regency_id integer not null,
  id uuid not null,
  asset_id uuid not null,
  village_id integer,
  field text not null,
  register_value text,
  proposed_value text not null,
  reason text not null,
  file_id uuid,
  state text default 'open'::text not null,
  exported_at timestamp with time zone,
  settled_on date,
  settled_note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint legal_correction_pk PRIMARY KEY (regency_id, id),
  constraint legal_correction_settled CHECK (((state = ANY (ARRAY['accepted'::text, 'refused'::text, 'overtaken'::text])) = (settled_on IS NOT NULL))),
  constraint legal_correction_state_known CHECK ((state = ANY (ARRAY['open'::text, 'exported'::text, 'accepted'::text, 'refused'::text, 'overtaken'::text])))
);
comment on table assets.legal_correction is 'What BKAD''s register should say, proposed to BKAD. Its fields change only when a later import of the register carries it.';
create table assets.observation (
  regency_id integer not null,
  id uuid not null,
  asset_id uuid not null,
  village_id integer,
  subject text not null,
  word text,
  number bigint,
  observed_on date not null,
  authority text not null,
  survey_id uuid,
  note text,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  file_id uuid,
  constraint observation_pk PRIMARY KEY (regency_id, id),
  constraint observation_one_value CHECK ((num_nonnulls(word, number) = 1))
);
comment on table assets.observation is 'What somebody saw or decided about an asset on a day. Append-only; of one subject the latest day counts, then the later id.';
create table assets.screening (
  regency_id integer not null,
  asset_id uuid not null,
  use text not null,
  valid_from date not null,
  valid_to date,
  village_id integer,
  outcome text not null,
  score integer not null,
  known_percent integer not null,
  reasons jsonb not null,
  criteria_version text not null,
  nearness integer generated always as (
CASE
    WHEN (NOT (reasons @> '[{"state": "fail", "topic": "kind"}]'::jsonb)) THEN (((jsonb_array_length(reasons) * 101) + 100) - score)
    ELSE NULL::integer
END) stored,
  causes text generated always as ((
CASE outcome
    WHEN 'fail'::text THEN jsonb_path_query_array(reasons, '$[*]?(@."state" == "fail")."topic"'::jsonpath)
    WHEN 'unknown'::text THEN jsonb_path_query_array(reasons, '$[*]?(@."state" == "unknown")."settledBy"'::jsonpath)
    ELSE NULL::jsonb
END)::text) stored,
  constraint screening_pk PRIMARY KEY (regency_id, asset_id, use, valid_from),
  constraint screening_dates_in_order CHECK ((valid_to > valid_from)),
  constraint screening_outcome_known CHECK ((outcome = ANY (ARRAY['pass'::text, 'fail'::text, 'unknown'::text]))),
  constraint screening_shares CHECK ((((score >= 0) AND (score <= known_percent)) AND (known_percent <= 100)))
);
comment on table assets.screening is 'Whether an asset will do for a use, from day to day. A cache of attributes, observations and criteria: written where they change, compared nightly.';
create table assets.screening_day (
  regency_id integer not null,
  screened_on date not null,
  criteria_version text not null,
  constraint screening_day_pk PRIMARY KEY (regency_id)
);
comment on table assets.screening_day is 'The last day for which a whole city was screened: terms end and criteria begin though nobody records anything.';
create table assets.survey (
  regency_id integer not null,
  id uuid not null,
  asset_id uuid not null,
  village_id integer,
  surveyed_on date not null,
  surveyed_at timestamp with time zone not null,
  attendees jsonb not null,
  latitude double precision,
  longitude double precision,
  accuracy_m integer,
  current_use text,
  current_user_name text,
  remarks text,
  flags jsonb default '[]'::jsonb not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint survey_pk PRIMARY KEY (regency_id, id),
  constraint survey_point_whole CHECK ((((latitude IS NULL) = (longitude IS NULL)) AND ((accuracy_m IS NULL) OR (latitude IS NOT NULL)))),
  constraint survey_use_known CHECK ((current_use = ANY (ARRAY['idle'::text, 'own_duty'::text, 'used_by_others'::text])))
);
comment on table assets.survey is 'One visit to an asset. What was found stands in assets.observation with this id.';
create table assets.survey_photo (
  regency_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  asset_id uuid not null,
  village_id integer,
  sha256 text not null,
  bytes bigint not null,
  name text not null,
  taken_at timestamp with time zone,
  latitude double precision,
  longitude double precision,
  accuracy_m integer,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint survey_photo_pk PRIMARY KEY (regency_id, id),
  constraint survey_photo_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
comment on table assets.survey_photo is 'A photo of a survey. What is shown of it stands in platform.photo; where the camera says it was, in platform.photo_origin, for the city only.';
create table assets.unsettled (
  regency_id integer not null,
  id uuid not null,
  authority text not null,
  district_id integer not null,
  opened_on date not null,
  closed_on date,
  constraint unsettled_pk PRIMARY KEY (regency_id, id)
);
comment on table assets.unsettled is 'What an authority was asked to settle in a district, once for as long as something is open there; the task names this row.';
create table audit.checkpoint (
  regency_id integer not null,
  seq bigint not null,
  hash bytea not null,
  signed_at timestamp with time zone not null,
  key_id text not null,
  signature bytea not null,
  constraint checkpoint_pk PRIMARY KEY (regency_id, seq)
);
comment on table audit.checkpoint is 'Signed heads of the chain. They leave the machine, so that a cut tail shows.';
create table audit.entry (
  regency_id integer not null,
  id uuid not null,
  recorded_at timestamp with time zone default now() not null,
  user_id text,
  grant_id uuid,
  role text not null,
  on_behalf boolean default false not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  cooperative_id uuid,
  reason text,
  detail jsonb default '{}'::jsonb not null,
  constraint entry_pk PRIMARY KEY (regency_id, id)
);
comment on table audit.entry is 'One act, appended in the transaction it describes. Never updated, never deleted.';
create table audit.head (
  regency_id integer not null,
  seq bigint not null,
  hash bytea not null,
  sealed_at timestamp with time zone default now() not null,
  checkpoint_seq bigint default 0 not null,
  constraint head_pk PRIMARY KEY (regency_id),
  constraint head_checkpoint_reached CHECK ((checkpoint_seq <= seq))
);
comment on table audit.head is 'The last seal of each regency: a cache of audit.seal, written in the same transaction and compared by verify.';
create table audit.seal (
  regency_id integer not null,
  seq bigint not null,
  entry_id uuid not null,
  prev_hash bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone default now() not null,
  constraint seal_pk PRIMARY KEY (regency_id, seq),
  constraint seal_entry_once UNIQUE (regency_id, entry_id)
);
comment on table audit.seal is 'The chain over audit.entry, one per regency, written by the sealer.';
create table audit.unsealed (
  regency_id integer not null,
  entry_id uuid not null,
  constraint unsealed_pk PRIMARY KEY (regency_id, entry_id)
);
comment on table audit.unsealed is 'Committed entries that wait for the sealer, so that it never scans history.';
create table auth.account (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint account_pk PRIMARY KEY (id),
  constraint account_once UNIQUE (provider_id, account_id)
);
comment on table auth.account is 'How a user proves himself. Today only provider ''credential'': an argon2id hash in password.';
create table auth.attempt (
  bucket text not null,
  tries timestamp with time zone[] not null,
  constraint attempt_pk PRIMARY KEY (bucket)
);
comment on table auth.attempt is 'Failed or unfinished tries of the last fifteen minutes. A bucket is the hash of what is limited: an account, a network, both, or a known device.';
create table auth.first_setup (
  only_row boolean default true not null,
  token_hash bytea not null,
  made_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint first_setup_pk PRIMARY KEY (only_row),
  constraint first_setup_only_row CHECK (only_row)
);
comment on table auth.first_setup is 'The one-time link printed on the console of an empty system. Once used, no other is ever made.';
create table auth."grant" (
  id uuid not null,
  user_id text not null,
  role text not null,
  regency_id integer,
  district_id integer,
  village_id integer,
  cooperative_id uuid,
  partner_id uuid,
  lender_id uuid,
  valid_from date not null,
  valid_to date default 'infinity'::date not null,
  given_by text,
  given_at timestamp with time zone default now() not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint grant_pk PRIMARY KEY (id),
  constraint grant_lives CHECK ((valid_from <= valid_to)),
  constraint grant_not_to_oneself CHECK ((given_by <> user_id)),
  constraint grant_one_scope CHECK ((num_nonnulls(district_id, village_id, cooperative_id, partner_id, lender_id) <= 1)),
  constraint grant_place_in_regency CHECK (((regency_id IS NOT NULL) OR (num_nonnulls(district_id, village_id, cooperative_id) = 0)))
);
comment on table auth."grant" is 'A role a person holds within a scope, from valid_from until the day before valid_to. Ended by setting valid_to, never deleted.';
create table auth.invitation (
  id uuid not null,
  token_hash bytea not null,
  email text not null,
  role text not null,
  regency_id integer not null,
  district_id integer,
  village_id integer,
  cooperative_id uuid,
  partner_id uuid,
  lender_id uuid,
  valid_to date default 'infinity'::date not null,
  invited_by text not null,
  invited_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  grant_id uuid,
  constraint invitation_pk PRIMARY KEY (id),
  constraint invitation_token_once UNIQUE (token_hash),
  constraint invitation_accepted_gives CHECK (((accepted_at IS NULL) = (grant_id IS NULL))),
  constraint invitation_email_lower CHECK ((email = lower(email))),
  constraint invitation_one_scope CHECK ((num_nonnulls(district_id, village_id, cooperative_id, partner_id, lender_id) <= 1)),
  constraint invitation_settled_once CHECK (((accepted_at IS NULL) OR (withdrawn_at IS NULL)))
);
comment on table auth.invitation is 'An offered grant. Only the hash of its one-time link is kept.';
create table auth.password_reset (
  user_id text not null,
  token_hash bytea not null,
  regency_id integer not null,
  issued_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint password_reset_pk PRIMARY KEY (user_id),
  constraint password_reset_token_once UNIQUE (token_hash)
);
comment on table auth.password_reset is 'The one link by which a person may choose a new password. A later link takes the place of an earlier one; a used one is deleted. Only its hash is kept.';
create table auth.session (
  id text not null,
  token text not null,
  user_id text not null,
  ip_address text,
  user_agent text,
  seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint session_pk PRIMARY KEY (id),
  constraint session_token_once UNIQUE (token)
);
comment on table auth.session is 'A signed-in browser. Ends twelve hours after sign-in, or thirty minutes after seen_at.';
create table auth.two_factor (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default true not null,
  failed_verification_count integer default 0 not null,
  locked_until timestamp with time zone,
  last_step bigint,
  constraint two_factor_pk PRIMARY KEY (id),
  constraint two_factor_once_per_user UNIQUE (user_id)
);
comment on table auth.two_factor is 'A user''s authenticator app and backup codes, both encrypted with the server''s key.';
create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean default false not null,
  image text,
  two_factor_enabled boolean default false not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint user_pk PRIMARY KEY (id),
  constraint user_email_once UNIQUE (email),
  constraint user_email_lower CHECK ((email = lower(email)))
);
comment on table auth."user" is 'A person who may sign in. What he may do is said by his grants, never here.';
create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint verification_pk PRIMARY KEY (id)
);
comment on table auth.verification is 'A sign-in that waits for its second factor, for ten minutes, and how often it was tried.';
create table catalogue.item (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  name text not null,
  category_code text not null,
  base_unit text not null,
  product_code text,
  commodity_code text,
  cylinder_kg10 integer,
  expires boolean default false not null,
  is_taxed boolean default false not null,
  is_active boolean default true not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint item_pk PRIMARY KEY (regency_id, id),
  constraint item_product_once UNIQUE (regency_id, cooperative_id, product_code),
  constraint item_base_unit_known CHECK ((base_unit = ANY (ARRAY['gram'::text, 'millilitre'::text, 'piece'::text])))
);
comment on table catalogue.item is 'Goods a cooperative trades. Quantities everywhere are whole base units: gram, millilitre or piece.';
create table catalogue.pack (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  label text not null,
  qty_base bigint not null,
  barcode text,
  is_ordered boolean default false not null,
  is_sold boolean default true not null,
  is_active boolean default true not null,
  constraint pack_pk PRIMARY KEY (regency_id, id),
  constraint pack_barcode_once UNIQUE (regency_id, cooperative_id, barcode),
  constraint pack_qty_positive CHECK ((qty_base > 0))
);
comment on table catalogue.pack is 'How an item is bought and sold: a sack is a pack of 50 000 gram.';
create table catalogue.price (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  pack_id uuid not null,
  buyer text not null,
  price_idr bigint not null,
  effective_on date not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint price_pk PRIMARY KEY (regency_id, id),
  constraint price_buyer_known CHECK ((buyer = ANY (ARRAY['member'::text, 'non_member'::text]))),
  constraint price_positive CHECK ((price_idr > 0))
);
comment on table catalogue.price is 'Price lists, append-only: of a pack and buyer the latest effective day counts, then the later id.';
create table catalogue.trade_rule (
  regency_id integer not null,
  id uuid not null,
  commodity_code text not null,
  kind text not null,
  price_idr bigint,
  qty_base_max bigint,
  per_days integer,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  sample boolean default false not null,
  constraint trade_rule_pk PRIMARY KEY (regency_id, id),
  constraint trade_rule_dates_in_order CHECK ((valid_to > valid_from)),
  constraint trade_rule_days_known CHECK (((per_days >= 0) AND (per_days <= 366))),
  constraint trade_rule_kind_known CHECK ((kind = ANY (ARRAY['ceiling'::text, 'list'::text, 'limit'::text]))),
  constraint trade_rule_positive CHECK (((price_idr > 0) AND (qty_base_max > 0))),
  constraint trade_rule_says_one CHECK ((((kind = 'limit'::text) = (qty_base_max IS NOT NULL)) AND ((kind = 'limit'::text) = (per_days IS NOT NULL)) AND ((kind = 'limit'::text) = (price_idr IS NULL))))
);
comment on table catalogue.trade_rule is 'What a city decided for itself: it goes before the national rule of the same commodity and kind. Only its end may be set later.';
create table cooperatives.commodity_price (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  commodity_code text not null,
  carried boolean not null,
  price_idr bigint,
  effective_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint commodity_price_pk PRIMARY KEY (regency_id, id),
  constraint commodity_price_only_if_carried CHECK ((carried OR (price_idr IS NULL))),
  constraint commodity_price_positive CHECK ((price_idr > 0))
);
comment on table cooperatives.commodity_price is 'What an outlet carries and at what price, dated. Whole rupiah a pack.';
create table cooperatives.cooperative (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid generated always as (id) stored,
  name text not null,
  address text,
  established_on date,
  funding_code text,
  facility_state text default 'none'::text not null,
  facility_since date,
  operation_state text default 'unknown'::text not null,
  operation_since date,
  created_at timestamp with time zone default now() not null,
  constraint cooperative_pk PRIMARY KEY (regency_id, id),
  constraint cooperative_name_once UNIQUE (regency_id, name),
  constraint cooperative_facility_known CHECK ((facility_state = ANY (ARRAY['none'::text, 'proposed'::text, 'designated'::text, 'under_construction'::text, 'handed_over'::text]))),
  constraint cooperative_operation_known CHECK ((operation_state = ANY (ARRAY['trading'::text, 'not_trading'::text, 'unknown'::text])))
);
comment on table cooperatives.cooperative is 'One Koperasi Kelurahan Merah Putih. States are a cache of its actions.';
create table cooperatives.kinship (
  regency_id integer not null,
  cooperative_id uuid not null,
  officer_id uuid not null,
  relative_id uuid not null,
  relation text not null,
  constraint kinship_pk PRIMARY KEY (regency_id, officer_id, relative_id),
  constraint kinship_two_people CHECK ((officer_id < relative_id))
);
comment on table cooperatives.kinship is 'Declared blood or marriage relation between two officers, which the rules do not allow among board and supervisors.';
create table cooperatives.officer (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  name text not null,
  body text not null,
  post text not null,
  term_from date not null,
  term_to date,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint officer_pk PRIMARY KEY (regency_id, id),
  constraint officer_body_known CHECK ((body = ANY (ARRAY['board'::text, 'supervisors'::text]))),
  constraint officer_post_known CHECK ((post = ANY (ARRAY['chair'::text, 'vice_chair_business'::text, 'vice_chair_membership'::text, 'secretary'::text, 'treasurer'::text, 'member'::text]))),
  constraint officer_term_in_order CHECK (((term_to IS NULL) OR (term_to > term_from)))
);
comment on table cooperatives.officer is 'Board (pengurus) and supervisors (pengawas) with their terms.';
create table cooperatives.place (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  name text not null,
  address text,
  latitude double precision,
  longitude double precision,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint place_pk PRIMARY KEY (regency_id, id),
  constraint place_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
comment on table cooperatives.place is 'A place a cooperative uses, with its point where one was taken. Registered placeholders are never copied here.';
create table cooperatives.premises (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  use text not null,
  place_id uuid not null,
  right_kind text not null,
  agreement_number text,
  valid_from date not null,
  valid_to date,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint premises_pk PRIMARY KEY (regency_id, id),
  constraint premises_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint premises_right_known CHECK ((right_kind = ANY (ARRAY['rent_of_regional_property'::text, 'operated_by_other_party'::text, 'private_rent'::text, 'lent_by_owner'::text, 'own'::text, 'unclear'::text]))),
  constraint premises_use_known CHECK ((use = ANY (ARRAY['secretariat'::text, 'temporary_office'::text, 'outlet'::text, 'warehouse'::text])))
);
comment on table cooperatives.premises is 'From where a cooperative works, per use, under which right, since when. Not the new building, which is its facility.';
create table cooperatives.requirement (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  kind text not null,
  met boolean not null,
  met_on date,
  number text,
  expires_on date,
  file_id uuid,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint requirement_pk PRIMARY KEY (regency_id, id),
  constraint requirement_dates_in_order CHECK (((expires_on IS NULL) OR (met_on IS NULL) OR (expires_on > met_on)))
);
comment on table cooperatives.requirement is 'One record about one required item; the latest of a kind holds.';
create table cooperatives.service_area (
  regency_id integer not null,
  cooperative_id uuid not null,
  village_id integer not null,
  valid_from date not null,
  valid_to date,
  constraint service_area_pk PRIMARY KEY (regency_id, cooperative_id, village_id, valid_from)
);
comment on table cooperatives.service_area is 'Which kelurahan a cooperative serves, dated: a kelurahan may split and a cooperative may serve several.';
create table cooperatives.state_action (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  axis text not null,
  state text not null,
  effective_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  reason text,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  file_id uuid,
  target_on date,
  flags text[] default '{}'::text[] not null,
  corrects_id uuid,
  constraint state_action_pk PRIMARY KEY (regency_id, id),
  constraint state_action_corrects_once UNIQUE (regency_id, corrects_id),
  constraint state_action_state_known CHECK ((((axis = 'facility'::text) AND (state = ANY (ARRAY['none'::text, 'proposed'::text, 'designated'::text, 'under_construction'::text, 'handed_over'::text]))) OR ((axis = 'operation'::text) AND (state = ANY (ARRAY['trading'::text, 'not_trading'::text, 'unknown'::text])))))
);
comment on table cooperatives.state_action is 'A change of state on one axis. Never edited; corrected by another action.';
create table devices.device (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  name text not null,
  code_hash bytea,
  code_until timestamp with time zone,
  token_hash bytea,
  enrolled_at timestamp with time zone,
  seen_at timestamp with time zone,
  ahead_seconds integer,
  made_seq bigint default 0 not null,
  waiting integer default 0 not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoked_reason text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  arrived bigint default 0 not null,
  constraint device_pk PRIMARY KEY (regency_id, id),
  constraint device_code_once UNIQUE (regency_id, code_hash),
  constraint device_counts_not_negative CHECK (((made_seq >= 0) AND (waiting >= 0))),
  constraint device_enrolled_with_token CHECK (((enrolled_at IS NULL) = (token_hash IS NULL)))
);
comment on table devices.device is 'A phone of one cooperative that works without network. Its token counts for 90 days after it was last seen, and no more once revoked.';
create table devices.person (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  device_id uuid not null,
  user_id text not null,
  grant_id uuid not null,
  code_hash bytea,
  code_until timestamp with time zone,
  joined_at timestamp with time zone,
  left_at timestamp with time zone,
  recorded_at timestamp with time zone default now() not null,
  constraint person_pk PRIMARY KEY (regency_id, id),
  constraint person_code_once UNIQUE (regency_id, code_hash)
);
comment on table devices.person is 'Who may work on a device. A person joins by a code that he got himself, signed in.';
create table devices.sent_call (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  device_id uuid not null,
  seq bigint not null,
  person_id uuid not null,
  name text not null,
  content_hash text not null,
  made_at timestamp with time zone not null,
  occurred_at timestamp with time zone not null,
  occurred_on date not null,
  flags text[] not null,
  outcome text not null,
  refusal text,
  refusal_data text,
  body text,
  settled_at timestamp with time zone,
  settled_by text,
  settled_note text,
  recorded_at timestamp with time zone default now() not null,
  constraint sent_call_pk PRIMARY KEY (regency_id, id),
  constraint sent_call_outcome_known CHECK ((outcome = ANY (ARRAY['recorded'::text, 'refused'::text]))),
  constraint sent_call_refused_says_why CHECK (((outcome = 'refused'::text) = ((refusal IS NOT NULL) AND (body IS NOT NULL)))),
  constraint sent_call_settled_only_refused CHECK (((settled_at IS NULL) OR (outcome = 'refused'::text)))
);
comment on table devices.sent_call is 'What a device sent and what became of it, written in the transaction of its effect: a thing sent again finds its answer here.';
create table exchange.finding (
  regency_id integer not null,
  id uuid not null,
  snapshot_id uuid not null,
  kind text not null,
  cooperative_id uuid,
  data jsonb not null,
  constraint finding_pk PRIMARY KEY (regency_id, id)
);
comment on table exchange.finding is 'Something in a snapshot that a person should look at. It changes nothing by itself.';
create table exchange.snapshot (
  regency_id integer not null,
  id uuid not null,
  source text not null,
  as_of date not null,
  content_hash text not null,
  files jsonb not null,
  other_rows integer not null,
  taken_by text,
  taken_at timestamp with time zone default now() not null,
  constraint snapshot_pk PRIMARY KEY (regency_id, id),
  constraint snapshot_once UNIQUE (regency_id, source, as_of, content_hash),
  constraint snapshot_source_known CHECK ((source = 'simkopdes-public'::text))
);
comment on table exchange.snapshot is 'One set of files taken from another system, for one day.';
create table exchange.snapshot_problem (
  regency_id integer not null,
  snapshot_id uuid not null,
  seq integer not null,
  file text not null,
  line integer not null,
  column_name text,
  problem text not null,
  left_out text not null,
  sample text,
  constraint snapshot_problem_pk PRIMARY KEY (regency_id, snapshot_id, seq),
  constraint snapshot_problem_left_out_known CHECK ((left_out = ANY (ARRAY['file'::text, 'row'::text, 'cell'::text])))
);
comment on table exchange.snapshot_problem is 'What could not be read, with line and column, and how much was left out for it.';
create table exchange.snapshot_row (
  regency_id integer not null,
  snapshot_id uuid not null,
  file text not null,
  line integer not null,
  external_id text not null,
  cooperative_id uuid,
  outcome text not null,
  raw jsonb not null,
  constraint snapshot_row_pk PRIMARY KEY (regency_id, snapshot_id, file, line),
  constraint snapshot_row_file_known CHECK ((file = ANY (ARRAY['locations'::text, 'stats'::text, 'land'::text]))),
  constraint snapshot_row_matched CHECK (((outcome = 'matched'::text) = (cooperative_id IS NOT NULL)))
);
comment on table exchange.snapshot_row is 'A readable row of this regency as it came, matched or not.';
create table exchange.snapshot_value (
  regency_id integer not null,
  snapshot_id uuid not null,
  cooperative_id uuid not null,
  figure text not null,
  number bigint,
  unit text,
  status text,
  longitude double precision,
  latitude double precision,
  constraint snapshot_value_pk PRIMARY KEY (regency_id, snapshot_id, cooperative_id, figure),
  constraint snapshot_value_one_kind CHECK ((num_nonnulls(number, status, longitude) = 1)),
  constraint snapshot_value_point_whole CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint snapshot_value_reported CHECK ((number > 0)),
  constraint snapshot_value_unit_known CHECK ((unit = ANY (ARRAY['count'::text, 'unit'::text, 'idr'::text]))),
  constraint snapshot_value_unit_with_number CHECK (((number IS NULL) = (unit IS NULL)))
);
comment on table exchange.snapshot_value is 'One thing the source says of one cooperative: a number, a word or a point. What it does not report has no row.';
create table inventory.arrival (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  transfer_id uuid not null,
  arrived_on date not null,
  missing_idr bigint default 0 not null,
  note text,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint arrival_pk PRIMARY KEY (regency_id, id),
  constraint arrival_once UNIQUE (regency_id, transfer_id)
);
comment on table inventory.arrival is 'What a driver carried has come: once for each transfer. Append-only.';
create table inventory.arrival_line (
  regency_id integer not null,
  arrival_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  arrived_base bigint not null,
  damaged_base bigint default 0 not null,
  constraint arrival_line_pk PRIMARY KEY (regency_id, arrival_id, seq),
  constraint arrival_line_not_negative CHECK (((arrived_base >= 0) AND (damaged_base >= 0)))
);
comment on table inventory.arrival_line is 'How much of a line came whole and how much damaged; the rest is missing. Append-only.';
create table inventory.batch (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  label text not null,
  expires_on date,
  recorded_at timestamp with time zone default now() not null,
  constraint batch_pk PRIMARY KEY (regency_id, id),
  constraint batch_label_once UNIQUE (regency_id, item_id, label)
);
comment on table inventory.batch is 'Goods of one making: what expires first goes out first.';
create table inventory.count (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  stocktake_id uuid not null,
  place_id uuid not null,
  counted_at timestamp with time zone not null,
  counted_on date not null,
  told_at timestamp with time zone not null,
  note text,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint count_pk PRIMARY KEY (regency_id, id)
);
comment on table inventory.count is 'What one person counted at one place, blind. Append-only.';
create table inventory.count_line (
  regency_id integer not null,
  count_id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  qty_base bigint not null,
  constraint count_line_pk PRIMARY KEY (regency_id, count_id, item_id, batch_id, owner_id),
  constraint count_line_not_negative CHECK ((qty_base >= 0))
);
comment on table inventory.count_line is 'How much of an item one person found. Base units. Append-only.';
create table inventory.counter (
  regency_id integer not null,
  cooperative_id uuid not null,
  paper text not null,
  year integer not null,
  last_number integer not null,
  constraint counter_pk PRIMARY KEY (regency_id, cooperative_id, paper, year)
);
comment on table inventory.counter is 'Last number of the papers of a cooperative in a year: SO counts, MB moves of goods.';
create table inventory.cylinder_move (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  size_kg10 integer not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  from_state text not null,
  to_state text not null,
  qty bigint not null,
  value_idr bigint default 0 not null,
  act text not null,
  occurred_on date not null,
  seq bigint not null,
  source_kind text not null,
  source_id uuid not null,
  note text,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint cylinder_move_pk PRIMARY KEY (regency_id, id),
  constraint cylinder_move_seq_once UNIQUE (regency_id, cooperative_id, seq),
  constraint cylinder_move_positive CHECK (((qty > 0) AND (value_idr >= 0))),
  constraint cylinder_move_states_known CHECK (((from_state = ANY (ARRAY['full'::text, 'empty'::text, 'damaged'::text, 'agent'::text, 'customer'::text, 'lost_found'::text, 'outside'::text])) AND (to_state = ANY (ARRAY['full'::text, 'empty'::text, 'damaged'::text, 'agent'::text, 'customer'::text, 'lost_found'::text, 'outside'::text])) AND (from_state <> to_state)))
);
comment on table inventory.cylinder_move is 'Cylinders of one size and owner went from one state to another. Outside is where bought ones come from and sold ones go. Append-only.';
create table inventory.cylinder_stock (
  regency_id integer not null,
  cooperative_id uuid not null,
  size_kg10 integer not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  full_qty bigint default 0 not null,
  empty_qty bigint default 0 not null,
  damaged_qty bigint default 0 not null,
  agent_qty bigint default 0 not null,
  customer_qty bigint default 0 not null,
  lost_found_qty bigint default 0 not null,
  held_qty bigint default 0 not null,
  value_idr bigint default 0 not null,
  last_qty bigint,
  last_value_idr bigint,
  constraint cylinder_stock_pk PRIMARY KEY (regency_id, cooperative_id, size_kg10, owner_id),
  constraint cylinder_stock_balances CHECK (((((((full_qty + empty_qty) + damaged_qty) + agent_qty) + customer_qty) + lost_found_qty) = held_qty)),
  constraint cylinder_stock_none_is_worth_nothing CHECK (((held_qty > 0) OR (value_idr = 0))),
  constraint cylinder_stock_not_negative CHECK (((full_qty >= 0) AND (empty_qty >= 0) AND (damaged_qty >= 0) AND (agent_qty >= 0) AND (customer_qty >= 0) AND (held_qty >= 0) AND (value_idr >= 0)))
);
comment on table inventory.cylinder_stock is 'Where the cylinders of a size and owner are: the cache of their moves. Full, empty, damaged, with the agent and at customers sum to those held.';
create table inventory.move (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  from_place_id uuid not null,
  to_place_id uuid not null,
  qty_base bigint not null,
  value_idr bigint not null,
  occurred_on date not null,
  posted_on date not null,
  seq bigint not null,
  source_kind text not null,
  source_id uuid not null,
  note text,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  occurred_at timestamp with time zone default now() not null,
  constraint move_pk PRIMARY KEY (regency_id, id),
  constraint move_seq_once UNIQUE (regency_id, cooperative_id, seq),
  constraint move_goes_somewhere CHECK ((from_place_id <> to_place_id)),
  constraint move_quantity_positive CHECK ((qty_base > 0)),
  constraint move_value_not_negative CHECK ((value_idr >= 0))
);
comment on table inventory.move is 'Append-only: so much of an item went from one place to another. Quantity in base units, value in whole rupiah.';
create table inventory.place (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  kind text not null,
  name text not null,
  premises_id uuid,
  is_active boolean default true not null,
  recorded_at timestamp with time zone default now() not null,
  constraint place_pk PRIMARY KEY (regency_id, id),
  constraint place_name_once UNIQUE (regency_id, cooperative_id, kind, name),
  constraint place_kind_known CHECK ((kind = ANY (ARRAY['warehouse'::text, 'outlet'::text, 'in_transit'::text, 'quarantine'::text, 'damaged'::text, 'lost_found'::text, 'supplier'::text, 'customer'::text, 'disposed'::text])))
);
comment on table inventory.place is 'From where and to where goods move. Warehouse, outlet, in_transit, quarantine and damaged are held: their goods are the valued stock. The others are its borders.';
create table inventory.pool (
  regency_id integer not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  qty_base bigint default 0 not null,
  value_idr bigint default 0 not null,
  last_qty_base bigint,
  last_value_idr bigint,
  constraint pool_pk PRIMARY KEY (regency_id, cooperative_id, item_id, owner_id),
  constraint pool_empty_is_worth_nothing CHECK (((qty_base > 0) OR (value_idr = 0))),
  constraint pool_not_negative CHECK (((qty_base >= 0) AND (value_idr >= 0)))
);
comment on table inventory.pool is 'Moving average of an item: quantity and value of all that is held. Whole rupiah.';
create table inventory.reorder_point (
  regency_id integer not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  qty_base bigint not null,
  constraint reorder_point_pk PRIMARY KEY (regency_id, cooperative_id, item_id),
  constraint reorder_point_not_negative CHECK ((qty_base >= 0))
);
comment on table inventory.reorder_point is 'When an item is to be ordered again, as the cooperative set it.';
create table inventory.stock (
  regency_id integer not null,
  cooperative_id uuid not null,
  place_id uuid not null,
  item_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  qty_base bigint not null,
  constraint stock_pk PRIMARY KEY (regency_id, place_id, item_id, batch_id, owner_id)
);
comment on table inventory.stock is 'How much lies at a held place or in lost_found: the cache of moves. Only lost_found may be negative.';
create table inventory.stock_book (
  regency_id integer not null,
  cooperative_id uuid not null,
  last_seq bigint default 0 not null,
  constraint stock_book_pk PRIMARY KEY (regency_id, cooperative_id)
);
comment on table inventory.stock_book is 'The stock of one cooperative. Its row is locked while goods move: moves come one after the other.';
create table inventory.stocktake (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  place_id uuid not null,
  number text not null,
  opened_on date not null,
  outcome text,
  ended_on date,
  posted_on date,
  gain_idr bigint default 0 not null,
  loss_idr bigint default 0 not null,
  reason text,
  ended_by text,
  ended_role text,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint stocktake_pk PRIMARY KEY (regency_id, id),
  constraint stocktake_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint stocktake_ended_with_day CHECK (((outcome IS NULL) = (ended_on IS NULL))),
  constraint stocktake_outcome_known CHECK ((outcome = ANY (ARRAY['settled'::text, 'dropped'::text])))
);
comment on table inventory.stocktake is 'The counts of one place that are compared with each other; at most one goes on at a place. Whole rupiah.';
create table inventory.stocktake_line (
  regency_id integer not null,
  stocktake_id uuid not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  counted_base bigint not null,
  book_base bigint not null,
  difference_base bigint not null,
  value_idr bigint not null,
  constraint stocktake_line_pk PRIMARY KEY (regency_id, stocktake_id, item_id, batch_id, owner_id),
  constraint stocktake_line_adds_up CHECK ((difference_base = (counted_base - book_base)))
);
comment on table inventory.stocktake_line is 'What two people agreed on, as it was settled. Append-only.';
create table inventory.transfer (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  number text not null,
  purpose text not null,
  from_place_id uuid not null,
  to_place_id uuid not null,
  driver text,
  reason text,
  happened_on date not null,
  posted_on date not null,
  value_idr bigint default 0 not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint transfer_pk PRIMARY KEY (regency_id, id),
  constraint transfer_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint transfer_goes_somewhere CHECK ((from_place_id <> to_place_id)),
  constraint transfer_purpose_known CHECK ((purpose = ANY (ARRAY['transfer'::text, 'set_aside'::text, 'put_back'::text, 'disposal'::text])))
);
comment on table inventory.transfer is 'Goods carried from one place of a cooperative to another, set aside, put back or written off. Append-only.';
create table inventory.transfer_line (
  regency_id integer not null,
  transfer_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  owner_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  qty_base bigint not null,
  constraint transfer_line_pk PRIMARY KEY (regency_id, transfer_id, seq),
  constraint transfer_line_positive CHECK ((qty_base > 0))
);
comment on table inventory.transfer_line is 'Lines of a transfer as they were picked, by batch and owner. Base units. Append-only.';
create table jobs.outbox (
  regency_id integer not null,
  id uuid not null,
  task text not null,
  payload jsonb not null,
  enqueued_at timestamp with time zone default now() not null,
  starter jsonb,
  constraint outbox_pk PRIMARY KEY (regency_id, id)
);
comment on table jobs.outbox is 'Work to do once the transaction that wrote it has committed; the forwarder hands it to the job queue.';
create table jobs.run (
  regency_id integer not null,
  id uuid not null,
  task text not null,
  started_by text not null,
  state text default 'queued'::text not null,
  done_count integer default 0 not null,
  total_count integer,
  note text,
  result jsonb,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  constraint run_pk PRIMARY KEY (regency_id, id),
  constraint run_done_not_negative CHECK ((done_count >= 0)),
  constraint run_finished_once_over CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
  constraint run_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
comment on table jobs.run is 'A long job that a person started, with its progress. The work itself waits in jobs.outbox and the job queue under the same id.';
create table ledger.account (
  regency_id integer not null,
  cooperative_id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  normal text not null,
  holds text,
  is_active boolean default true not null,
  constraint account_pk PRIMARY KEY (regency_id, cooperative_id, code),
  constraint account_code_six CHECK ((code ~ '^[1-9]\d{5}$'::text)),
  constraint account_holds_known CHECK ((holds = ANY (ARRAY['cash'::text, 'bank'::text]))),
  constraint account_kind_known CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'income'::text, 'expense'::text]))),
  constraint account_normal_known CHECK ((normal = ANY (ARRAY['D'::text, 'K'::text])))
);
comment on table ledger.account is 'Accounts of one book, made from the template and added to.';
create table ledger.balance (
  regency_id integer not null,
  cooperative_id uuid not null,
  account_code text not null,
  month date not null,
  debit_idr bigint default 0 not null,
  credit_idr bigint default 0 not null,
  constraint balance_pk PRIMARY KEY (regency_id, cooperative_id, account_code, month),
  constraint balance_in_range CHECK (((debit_idr <= '100000000000000'::bigint) AND (credit_idr <= '100000000000000'::bigint))),
  constraint balance_month_begins CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint balance_not_negative CHECK (((debit_idr >= 0) AND (credit_idr >= 0)))
);
comment on table ledger.balance is 'What was posted to an account in a month: the cache of its postings, written where they are and compared every night.';
create table ledger.book (
  regency_id integer not null,
  cooperative_id uuid not null,
  opened_on date not null,
  closed_through date not null,
  last_number bigint default 0 not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint book_pk PRIMARY KEY (regency_id, cooperative_id)
);
comment on table ledger.book is 'The one book of a cooperative. Its row is locked while something is posted: journals of a book come one after the other.';
create table ledger.closing (
  regency_id integer not null,
  cooperative_id uuid not null,
  through date not null,
  id uuid not null,
  was_closed_to date not null,
  open_points text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint closing_pk PRIMARY KEY (regency_id, cooperative_id, through),
  constraint closing_id_once UNIQUE (regency_id, id),
  constraint closing_ends_a_month CHECK ((EXTRACT(day FROM (through + 1)) = (1)::numeric)),
  constraint closing_goes_on CHECK ((through > was_closed_to))
);
comment on table ledger.closing is 'Months of a book that take no more postings. None is opened again: what is wrong in it is corrected in an open one.';
create table ledger.journal (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  number bigint not null,
  occurred_on date not null,
  posted_on date not null,
  is_late boolean not null,
  source_kind text not null,
  source_id uuid not null,
  description text not null,
  evidence text,
  reverses_id uuid,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint journal_pk PRIMARY KEY (regency_id, id),
  constraint journal_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint journal_reversed_once UNIQUE (regency_id, reverses_id),
  constraint journal_source_once UNIQUE (regency_id, cooperative_id, source_kind, source_id),
  constraint journal_late_is_later CHECK (((posted_on >= occurred_on) OR (NOT is_late)))
);
comment on table ledger.journal is 'One entry of a book, append-only; corrected by another that reverses it. Inserted by ledger.post only.';
create table ledger.manual (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  occurred_on date not null,
  description text not null,
  evidence text,
  reverses_id uuid,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint manual_pk PRIMARY KEY (regency_id, id)
);
comment on table ledger.manual is 'A journal drafted by hand. It enters the book when another person approves it; append-only.';
create table ledger.manual_answer (
  regency_id integer not null,
  manual_id uuid not null,
  cooperative_id uuid not null,
  answer text not null,
  reason text,
  drafted_by text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint manual_answered_once PRIMARY KEY (regency_id, manual_id),
  constraint manual_answer_by_another CHECK (((answer = 'withdrawn'::text) OR (recorded_by <> drafted_by))),
  constraint manual_answer_known CHECK ((answer = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint manual_refused_says_why CHECK (((answer <> 'refused'::text) OR (reason IS NOT NULL)))
);
comment on table ledger.manual_answer is 'What became of a drafted journal: one answer, by another person than its drafter, unless he takes it back himself.';
create table ledger.manual_line (
  regency_id integer not null,
  manual_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  account_code text not null,
  amount_idr bigint not null,
  party_id uuid,
  constraint manual_line_pk PRIMARY KEY (regency_id, manual_id, seq),
  constraint manual_line_not_zero CHECK ((amount_idr <> 0))
);
comment on table ledger.manual_line is 'Lines of drafted journals, append-only.';
create table ledger.posting (
  regency_id integer not null,
  journal_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  account_code text not null,
  amount_idr bigint not null,
  posted_on date not null,
  party_id uuid,
  constraint posting_pk PRIMARY KEY (regency_id, journal_id, seq),
  constraint posting_not_zero CHECK ((amount_idr <> 0))
);
comment on table ledger.posting is 'Lines of journals, append-only. Whole rupiah, debit positive; of one journal they sum to zero. Inserted by ledger.post only.';
create table matching.outcome (
  regency_id integer not null,
  scenario_id uuid not null,
  cooperative_id uuid not null,
  use text not null,
  scenario_name text not null,
  day date not null,
  asset_id uuid,
  metres integer,
  score integer,
  burden bigint,
  ready_idr bigint,
  explanation jsonb not null,
  named jsonb not null,
  sample boolean not null,
  counts_unknown boolean default false not null,
  constraint outcome_pk PRIMARY KEY (regency_id, scenario_id, cooperative_id, use)
);
comment on table matching.outcome is 'What a match says of one cooperative and use, and why. Never changed.';
create table matching.published (
  regency_id integer not null,
  scenario_id uuid not null,
  published_on date not null,
  constraint published_pk PRIMARY KEY (regency_id)
);
comment on table matching.published is 'Which match of a city is published, and since when. Its outcomes are shown; those before it are history.';
create table matching.scenario (
  regency_id integer not null,
  id uuid not null,
  name text not null,
  day date not null,
  uses text[] not null,
  weights jsonb not null,
  counts_unknown boolean not null,
  locked jsonb not null,
  forbidden jsonb not null,
  state text default 'asked'::text not null,
  run_id uuid,
  rules_version text not null,
  input_hash text not null,
  problem jsonb not null,
  caveats jsonb not null,
  sample boolean not null,
  answer jsonb,
  result_hash text,
  solver text,
  proven boolean,
  gap_served integer,
  gap_burden bigint,
  served_count integer,
  need_count integer,
  burden bigint,
  unserved_permille integer,
  asked_at timestamp with time zone default now() not null,
  asked_by text,
  asked_role text not null,
  solved_at timestamp with time zone,
  constraint scenario_pk PRIMARY KEY (regency_id, id),
  constraint scenario_solved_whole CHECK (((state = 'solved'::text) = (result_hash IS NOT NULL))),
  constraint scenario_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'solved'::text]))),
  constraint scenario_uses_known CHECK (((uses <@ ARRAY['new_building'::text, 'outlet'::text, 'warehouse'::text, 'secretariat'::text, 'temporary_office'::text]) AND (cardinality(uses) > 0)))
);
comment on table matching.scenario is 'One match that was asked for, with its input and answer as they were. Once solved it never changes.';
create table matching.second_best (
  regency_id integer not null,
  scenario_id uuid not null,
  cooperative_id uuid not null,
  use text not null,
  asset_id uuid,
  burden_more bigint not null,
  served_fewer integer not null,
  moved jsonb not null,
  named jsonb not null,
  proven boolean not null,
  solved_at timestamp with time zone default now() not null,
  constraint second_best_pk PRIMARY KEY (regency_id, scenario_id, cooperative_id, use)
);
comment on table matching.second_best is 'What a match would be without one of its pairs, solved when somebody asked. Never changed.';
create table opening.cylinder_line (
  regency_id integer not null,
  sheet_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  size_kg10 integer not null,
  owner_id uuid,
  state text not null,
  qty bigint not null,
  value_idr bigint not null,
  constraint cylinder_line_pk PRIMARY KEY (regency_id, sheet_id, seq),
  constraint cylinder_line_borrowed_has_no_value CHECK (((owner_id IS NULL) OR (value_idr = 0))),
  constraint cylinder_line_positive CHECK (((qty > 0) AND (value_idr >= 0))),
  constraint cylinder_line_state_known CHECK ((state = ANY (ARRAY['full'::text, 'empty'::text, 'damaged'::text, 'agent'::text, 'customer'::text])))
);
comment on table opening.cylinder_line is 'Cylinders at the beginning, by size, owner and where they are; append-only.';
create table opening.line (
  regency_id integer not null,
  sheet_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  account_code text not null,
  amount_idr bigint not null,
  party_id uuid,
  constraint line_pk PRIMARY KEY (regency_id, sheet_id, seq),
  constraint line_not_zero CHECK ((amount_idr <> 0))
);
comment on table opening.line is 'What stands on an account at the beginning, append-only. Savings are sums; who saved what comes with the members.';
create table opening.sheet (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  as_of date not null,
  evidence text not null,
  stage text default 'proposed'::text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint sheet_pk PRIMARY KEY (regency_id, id),
  constraint sheet_stage_known CHECK ((stage = ANY (ARRAY['proposed'::text, 'refused'::text, 'withdrawn'::text, 'approved'::text, 'reversal-asked'::text, 'reversed'::text])))
);
comment on table opening.sheet is 'Opening balances of a cooperative that already trades. Never edited: a wrong one is reversed, and another one is put down.';
create table opening.step (
  regency_id integer not null,
  sheet_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  act text not null,
  reason text,
  asked_by text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint step_pk PRIMARY KEY (regency_id, sheet_id, seq),
  constraint step_act_known CHECK ((act = ANY (ARRAY['approve'::text, 'refuse'::text, 'withdraw'::text, 'ask-reversal'::text, 'refuse-reversal'::text, 'reverse'::text]))),
  constraint step_by_another CHECK (((act = ANY (ARRAY['withdraw'::text, 'ask-reversal'::text])) OR (recorded_by <> asked_by)))
);
comment on table opening.step is 'What was done with a sheet, and by whom: never both sides of it by one person. Append-only.';
create table opening.stock_line (
  regency_id integer not null,
  sheet_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  qty_base bigint not null,
  value_idr bigint not null,
  constraint stock_line_pk PRIMARY KEY (regency_id, sheet_id, seq),
  constraint stock_line_positive CHECK (((qty_base > 0) AND (value_idr >= 0)))
);
comment on table opening.stock_line is 'Goods at hand at the beginning, by item and place, with what they cost; append-only.';
create table partners.agreement (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  principal_id uuid,
  number text not null,
  valid_from date not null,
  valid_to date,
  payment text not null,
  pay_within_days integer,
  credit_limit_idr bigint,
  is_consigned boolean not null,
  quota_period text,
  content_hash text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint agreement_pk PRIMARY KEY (regency_id, id),
  constraint agreement_credit_positive CHECK ((credit_limit_idr > 0)),
  constraint agreement_dates_in_order CHECK ((valid_to > valid_from)),
  constraint agreement_days_of_credit CHECK ((((payment = 'after_days'::text) = (pay_within_days IS NOT NULL)) AND ((pay_within_days >= 1) AND (pay_within_days <= 365)))),
  constraint agreement_not_its_own_principal CHECK ((principal_id <> partner_id)),
  constraint agreement_payment_known CHECK ((payment = ANY (ARRAY['before_delivery'::text, 'on_receipt'::text, 'after_days'::text]))),
  constraint agreement_quota_period_known CHECK ((quota_period = ANY (ARRAY['week'::text, 'month'::text])))
);
comment on table partners.agreement is 'What a cooperative and a partner agreed; of the two, one at a time is in force. Only its end may be set later.';
create table partners.agreement_price (
  regency_id integer not null,
  id uuid not null,
  agreement_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  price_idr bigint not null,
  effective_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  constraint agreement_price_pk PRIMARY KEY (regency_id, id),
  constraint agreement_price_not_negative CHECK ((price_idr >= 0))
);
comment on table partners.agreement_price is 'Append-only: what a pack of an agreement costs; the latest effective day counts, then the later id. Whole rupiah.';
create table partners.agreement_product (
  regency_id integer not null,
  agreement_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  product_code text,
  item_id uuid,
  name text not null,
  goods text not null,
  base_unit text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  quota_base bigint,
  constraint agreement_product_pk PRIMARY KEY (regency_id, agreement_id, seq),
  constraint agreement_product_once UNIQUE NULLS NOT DISTINCT (regency_id, agreement_id, product_code, item_id),
  constraint agreement_product_base_unit_known CHECK ((base_unit = ANY (ARRAY['gram'::text, 'millilitre'::text, 'piece'::text]))),
  constraint agreement_product_goods_known CHECK ((goods = ANY (ARRAY['staples'::text, 'lpg'::text, 'other'::text]))),
  constraint agreement_product_is_one CHECK ((num_nonnulls(product_code, item_id) = 1)),
  constraint agreement_product_pack_positive CHECK ((pack_qty_base > 0)),
  constraint agreement_product_quota_positive CHECK ((quota_base > 0))
);
comment on table partners.agreement_product is 'Append-only: goods of an agreement. Quantities in base units.';
create table partners.onboarding (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  programme text not null,
  opened_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint onboarding_pk PRIMARY KEY (regency_id, id)
);
comment on table partners.onboarding is 'Append-only: a cooperative set out to be taken on by a partner. Where it stands follows from its actions.';
create table partners.onboarding_action (
  regency_id integer not null,
  id uuid not null,
  onboarding_id uuid not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  seq integer not null,
  outcome text not null,
  step text,
  happened_on date not null,
  waits_on text,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint onboarding_action_pk PRIMARY KEY (regency_id, id),
  constraint onboarding_action_seq_once UNIQUE (regency_id, onboarding_id, seq),
  constraint onboarding_action_step_once UNIQUE (regency_id, onboarding_id, step),
  constraint onboarding_action_held_with_whom CHECK (((outcome = 'held'::text) = (waits_on IS NOT NULL))),
  constraint onboarding_action_outcome_known CHECK ((outcome = ANY (ARRAY['done'::text, 'held'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint onboarding_action_says_why CHECK (((outcome = 'done'::text) OR (note IS NOT NULL))),
  constraint onboarding_action_step_of_done CHECK (((outcome = 'done'::text) = (step IS NOT NULL))),
  constraint onboarding_action_waits_on_known CHECK ((waits_on = ANY (ARRAY['cooperative'::text, 'partner'::text, 'agent'::text, 'city'::text, 'ministry'::text, 'other'::text])))
);
comment on table partners.onboarding_action is 'Append-only: what happened to an onboarding.';
create table partners.partner (
  regency_id integer not null,
  id uuid not null,
  name text not null,
  kind text not null,
  national_id uuid,
  constraint partner_pk PRIMARY KEY (regency_id, id),
  constraint partner_kind_known CHECK ((kind = ANY (ARRAY['bumn'::text, 'lpg_agent'::text, 'other'::text])))
);
comment on table partners.partner is 'A supplier that cooperatives of this city deal with.';
create table partners.partnership (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  partner_id uuid not null,
  goods text[] not null,
  stage text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint partnership_pk PRIMARY KEY (regency_id, id),
  constraint partnership_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint partnership_goods_known CHECK (((goods <@ ARRAY['staples'::text, 'lpg'::text]) AND (goods <> '{}'::text[]))),
  constraint partnership_stage_known CHECK ((stage = ANY (ARRAY['applied'::text, 'verified'::text, 'active'::text])))
);
comment on table partners.partnership is 'A cooperative and a partner, from application to active supply; one row per stage and period.';
create table partners.sell_through_day (
  regency_id integer not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  partner_id uuid not null,
  day date not null,
  principal_id uuid,
  supplier_cooperative_id uuid,
  opening_base bigint not null,
  received_base bigint not null,
  sold_base bigint not null,
  sold_member_base bigint not null,
  returned_base bigint not null,
  damaged_base bigint not null,
  difference_base bigint not null,
  other_base bigint not null,
  closing_base bigint not null,
  sold_idr bigint not null,
  sold_member_idr bigint not null,
  sold_cash_idr bigint not null,
  sales integer not null,
  exceptions integer not null,
  price_min_idr bigint,
  price_max_idr bigint,
  notes text[] not null,
  constraint sell_through_day_pk PRIMARY KEY (regency_id, cooperative_id, item_id, partner_id, day),
  constraint sell_through_day_adds_up CHECK ((closing_base = ((((((opening_base + received_base) - sold_base) - returned_base) - damaged_base) + difference_base) + other_base)))
);
comment on table partners.sell_through_day is 'Derived: one row for each day on which goods of a partner moved. Base units, whole rupiah.';
create table partners.sell_through_item (
  regency_id integer not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  partner_id uuid not null,
  principal_id uuid,
  supplier_cooperative_id uuid,
  since date not null,
  product_code text,
  commodity_code text,
  item_name text not null,
  base_unit text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  sample boolean not null,
  cooperative_name text default ''::text not null,
  village_codes text default ''::text not null,
  constraint sell_through_item_pk PRIMARY KEY (regency_id, cooperative_id, item_id, partner_id)
);
comment on table partners.sell_through_item is 'Derived: which goods of a cooperative are a partner''s.';
create table partners.sell_through_state (
  regency_id integer not null,
  cooperative_id uuid not null,
  last_seq bigint not null,
  basis text not null,
  constraint sell_through_state_pk PRIMARY KEY (regency_id, cooperative_id)
);
comment on table partners.sell_through_state is 'Derived: how far the report has come. Rewritten whole when the basis changes.';
create table platform.content (
  regency_id integer not null,
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  received_by text,
  received_at timestamp with time zone not null,
  constraint content_pk PRIMARY KEY (regency_id, sha256),
  constraint content_bytes_positive CHECK ((bytes > 0)),
  constraint content_media_type_known CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text, 'image/webp'::text]))),
  constraint content_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table platform.content is 'One content of the vault that some row of the regency names. Whoever names one writes this row first, in the same transaction.';
create table platform.file (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid,
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  name text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  constraint file_pk PRIMARY KEY (regency_id, id),
  constraint file_bytes_positive CHECK ((bytes > 0)),
  constraint file_media_type_known CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text, 'image/webp'::text]))),
  constraint file_name_filled CHECK ((name <> ''::text)),
  constraint file_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table platform.file is 'One uploaded document. Several rows may share one content in the vault (var/files).';
create table platform.migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pk PRIMARY KEY (name)
);
comment on table platform.migration is NULL;
create table platform.photo (
  regency_id integer not null,
  sha256 text not null,
  unreadable text,
  width integer,
  height integer,
  large_sha256 text,
  small_sha256 text,
  developed_at timestamp with time zone not null,
  constraint photo_pk PRIMARY KEY (regency_id, sha256),
  constraint photo_height_positive CHECK ((height > 0)),
  constraint photo_shown_or_not CHECK ((((unreadable IS NULL) = (num_nulls(width, height, large_sha256, small_sha256) = 0)) AND ((unreadable IS NULL) OR (num_nonnulls(width, height, large_sha256, small_sha256) = 0)))),
  constraint photo_unreadable_known CHECK ((unreadable = ANY (ARRAY['damaged'::text, 'too-many-pixels'::text, 'too-heavy'::text]))),
  constraint photo_width_positive CHECK ((width > 0))
);
comment on table platform.photo is 'What is shown in place of an image: two sizes made anew, or why there are none. No row: it still waits for the job.';
create table platform.photo_origin (
  regency_id integer not null,
  sha256 text not null,
  latitude double precision,
  longitude double precision,
  camera_time text,
  camera_offset text,
  camera text,
  recorded_at timestamp with time zone not null,
  constraint photo_origin_pk PRIMARY KEY (regency_id, sha256),
  constraint photo_origin_camera_offset_shape CHECK ((camera_offset ~ '^[+-]\d{2}:\d{2}$'::text)),
  constraint photo_origin_camera_time_shape CHECK ((camera_time ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$'::text)),
  constraint photo_origin_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint photo_origin_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint photo_origin_point_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
comment on table platform.photo_origin is 'What the camera wrote into an original: where and when. For city staff only; served images carry none of it.';
create table procurement.counter (
  regency_id integer not null,
  cooperative_id uuid not null,
  paper text not null,
  year integer not null,
  last_number bigint default 0 not null,
  constraint counter_pk PRIMARY KEY (regency_id, cooperative_id, paper, year)
);
comment on table procurement.counter is 'Last number of a paper of one cooperative and year. Its row is locked while a number is taken, so that none is missing.';
create table procurement.delivery (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  load_id uuid not null,
  number text not null,
  left_on date not null,
  driver text not null,
  vehicle text not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  flags text[] not null,
  constraint delivery_pk PRIMARY KEY (regency_id, id)
);
comment on table procurement.delivery is 'Append-only: a delivery note. Orders of several outlets on one truck have a note each and a load in common.';
create table procurement.delivery_line (
  regency_id integer not null,
  delivery_id uuid not null,
  order_seq smallint not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  qty_base bigint not null,
  constraint delivery_line_pk PRIMARY KEY (regency_id, delivery_id, order_seq),
  constraint delivery_line_quantity_positive CHECK ((qty_base > 0))
);
comment on table procurement.delivery_line is 'Append-only: so much of a line of the order is on this note.';
create table procurement.goods_return (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  number text not null,
  returned_on date not null,
  posted_on date not null,
  credit_idr bigint not null,
  reason text not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint goods_return_pk PRIMARY KEY (regency_id, id),
  constraint goods_return_number_once UNIQUE (regency_id, cooperative_id, number)
);
comment on table procurement.goods_return is 'Append-only: goods that went back to the supplier, against a credit.';
create table procurement.goods_return_line (
  regency_id integer not null,
  goods_return_id uuid not null,
  order_seq smallint not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  from_place_id uuid not null,
  qty_base bigint not null,
  credit_idr bigint not null,
  constraint goods_return_line_pk PRIMARY KEY (regency_id, goods_return_id, order_seq),
  constraint goods_return_line_positive CHECK (((qty_base > 0) AND (credit_idr >= 0)))
);
comment on table procurement.goods_return_line is 'Append-only: so much of a line of the order went back, from where it lay.';
create table procurement.invoice (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  number text not null,
  invoiced_on date not null,
  due_on date not null,
  total_idr bigint not null,
  accepted_idr bigint,
  accepted_on date,
  accepted_reason text,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  accepted_covers jsonb,
  accepted_difference_idr bigint,
  constraint invoice_pk PRIMARY KEY (regency_id, id),
  constraint invoice_accepted_whole CHECK ((num_nonnulls(accepted_idr, accepted_on) = ANY (ARRAY[0, 2]))),
  constraint invoice_due_later CHECK ((due_on >= invoiced_on)),
  constraint invoice_total_positive CHECK ((total_idr > 0))
);
comment on table procurement.invoice is 'What the supplier asks for. Beside ordered and received it is compared in three ways; the buyer accepts an amount once.';
create table procurement.invoice_line (
  regency_id integer not null,
  invoice_id uuid not null,
  order_seq smallint not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  qty_base bigint not null,
  amount_idr bigint not null,
  constraint invoice_line_pk PRIMARY KEY (regency_id, invoice_id, order_seq),
  constraint invoice_line_not_negative CHECK (((qty_base > 0) AND (amount_idr >= 0)))
);
comment on table procurement.invoice_line is 'Append-only: so much of a line of the order for so much.';
create table procurement."order" (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  number text not null,
  ordered_on date not null,
  wanted_on date,
  place_id uuid not null,
  buyer_name text not null,
  supplier_name text not null,
  place_name text not null,
  is_consigned boolean default false not null,
  agreement_id uuid,
  total_idr bigint not null,
  note text,
  status text not null,
  is_open boolean generated always as ((status = ANY (ARRAY['placed'::text, 'confirmed'::text, 'on_the_way'::text, 'part_received'::text]))) stored not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint order_pk PRIMARY KEY (regency_id, id),
  constraint order_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint order_not_from_itself CHECK ((supplier_cooperative_id <> cooperative_id)),
  constraint order_one_supplier CHECK ((num_nonnulls(supplier_cooperative_id, partner_id) = 1)),
  constraint order_status_known CHECK ((status = ANY (ARRAY['placed'::text, 'confirmed'::text, 'refused'::text, 'cancelled'::text, 'on_the_way'::text, 'part_received'::text, 'received'::text, 'closed'::text]))),
  constraint order_total_not_negative CHECK ((total_idr >= 0))
);
comment on table procurement."order" is 'What a cooperative asks of a supplier. What happens to it later stands in its steps; only the status changes here.';
create table procurement.order_line (
  regency_id integer not null,
  order_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  item_id uuid not null,
  product_code text,
  item_name text not null,
  base_unit text not null,
  pack_id uuid not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  qty_packs bigint not null,
  price_idr bigint not null,
  constraint order_line_pk PRIMARY KEY (regency_id, order_id, seq),
  constraint order_line_price_not_negative CHECK ((price_idr >= 0)),
  constraint order_line_quantity_positive CHECK (((qty_packs > 0) AND (pack_qty_base > 0)))
);
comment on table procurement.order_line is 'Append-only: so many packs of an item, at a price a pack.';
create table procurement.order_step (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  seq integer not null,
  step text not null,
  status text not null,
  happened_on date not null,
  reason text,
  detail jsonb,
  content_hash text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint order_step_pk PRIMARY KEY (regency_id, id),
  constraint order_step_seq_once UNIQUE (regency_id, order_id, seq)
);
comment on table procurement.order_step is 'Append-only: what was done to an order. Its status is the cache of the last of these.';
create table procurement.payment (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  paid_on date not null,
  amount_idr bigint not null,
  account_code text not null,
  evidence text not null,
  flags text[] not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint payment_pk PRIMARY KEY (regency_id, id),
  constraint payment_positive CHECK ((amount_idr > 0))
);
comment on table procurement.payment is 'Append-only: money that went to the supplier for an order, whole or in part.';
create table procurement.receipt (
  regency_id integer not null,
  id uuid not null,
  order_id uuid not null,
  delivery_id uuid,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  number text not null,
  received_on date not null,
  posted_on date not null,
  place_id uuid not null,
  value_idr bigint not null,
  flags text[] not null,
  note text,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint receipt_pk PRIMARY KEY (regency_id, id),
  constraint receipt_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint receipt_value_not_negative CHECK ((value_idr >= 0))
);
comment on table procurement.receipt is 'Append-only: what really came, counted at the door. More, less or other than ordered is recorded and flagged, never refused.';
create table procurement.receipt_line (
  regency_id integer not null,
  receipt_id uuid not null,
  order_seq smallint not null,
  order_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid,
  partner_id uuid,
  principal_id uuid,
  good_base bigint not null,
  quarantined_base bigint default 0 not null,
  damaged_base bigint default 0 not null,
  value_idr bigint not null,
  flags text[] not null,
  seq smallint not null,
  batch_label text,
  expires_on date,
  empties_given bigint,
  constraint receipt_line_pk PRIMARY KEY (regency_id, receipt_id, seq),
  constraint receipt_line_empties_not_negative CHECK ((empties_given >= 0)),
  constraint receipt_line_not_negative CHECK (((good_base >= 0) AND (quarantined_base >= 0) AND (damaged_base >= 0) AND (value_idr >= 0)))
);
comment on table procurement.receipt_line is 'Append-only: what came of a line of the order, in base units of its item.';
create table procurement.surplus_notice (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  cooperative_name text not null,
  side text not null,
  product_code text not null,
  product_name text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  qty_packs bigint not null,
  price_idr bigint,
  posted_on date not null,
  until date not null,
  closed_on date,
  note text,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint surplus_notice_pk PRIMARY KEY (regency_id, id),
  constraint surplus_notice_dates_in_order CHECK ((until >= posted_on)),
  constraint surplus_notice_price CHECK (((price_idr > 0) AND ((side = 'want'::text) OR (price_idr IS NOT NULL)))),
  constraint surplus_notice_quantity_positive CHECK (((qty_packs > 0) AND (pack_qty_base > 0))),
  constraint surplus_notice_side_known CHECK ((side = ANY (ARRAY['offer'::text, 'want'::text])))
);
comment on table procurement.surplus_notice is 'The board of a city: what a cooperative offers to the others or asks of them. It says so itself; no stock is shown.';
create table procurement.surplus_sale (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid not null,
  partner_id uuid,
  buyer_name text not null,
  seller_name text not null,
  proposed_by text not null,
  origin_id uuid not null,
  product_code text not null,
  product_name text not null,
  base_unit text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  qty_packs bigint not null,
  price_idr bigint not null,
  number text,
  stage text not null,
  sent_packs bigint,
  received_packs bigint,
  returned_packs bigint,
  amount_idr bigint,
  received_on date,
  seller_posted_on date,
  paid_on date,
  collected_on date,
  flags text[] default ARRAY[]::text[] not null,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint surplus_sale_pk PRIMARY KEY (regency_id, id),
  constraint surplus_sale_between_two CHECK ((supplier_cooperative_id <> cooperative_id)),
  constraint surplus_sale_no_partner CHECK ((partner_id IS NULL)),
  constraint surplus_sale_not_negative CHECK (((sent_packs > 0) AND (received_packs >= 0) AND (returned_packs >= 0) AND (amount_idr >= 0))),
  constraint surplus_sale_positive CHECK (((qty_packs > 0) AND (pack_qty_base > 0) AND (price_idr > 0))),
  constraint surplus_sale_proposer_known CHECK ((proposed_by = ANY (ARRAY['buyer'::text, 'seller'::text]))),
  constraint surplus_sale_stage_known CHECK ((stage = ANY (ARRAY['proposed'::text, 'agreed'::text, 'refused'::text, 'withdrawn'::text, 'on_the_way'::text, 'received'::text])))
);
comment on table procurement.surplus_sale is 'A sale between two cooperatives. Received, it stands in the buyer''s book at once and in the seller''s within a minute; until then the goods are the seller''s, in transit.';
create table procurement.surplus_step (
  regency_id integer not null,
  id uuid not null,
  sale_id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid not null,
  partner_id uuid,
  seq smallint not null,
  step text not null,
  side text,
  happened_on date not null,
  reason text,
  detail jsonb,
  content_hash text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint surplus_step_pk PRIMARY KEY (regency_id, id),
  constraint surplus_step_seq_once UNIQUE (regency_id, sale_id, seq),
  constraint surplus_step_side_known CHECK ((side = ANY (ARRAY['buyer'::text, 'seller'::text])))
);
comment on table procurement.surplus_step is 'Append-only: what was done to a sale between cooperatives, by whom and why.';
create table procurement.surplus_suggestion (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  supplier_cooperative_id uuid not null,
  partner_id uuid,
  buyer_name text not null,
  seller_name text not null,
  product_code text not null,
  product_name text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  qty_packs bigint not null,
  made_on date not null,
  ended_on date,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  constraint surplus_suggestion_pk PRIMARY KEY (regency_id, id),
  constraint surplus_suggestion_between_two CHECK ((supplier_cooperative_id <> cooperative_id)),
  constraint surplus_suggestion_no_partner CHECK ((partner_id IS NULL)),
  constraint surplus_suggestion_quantity_positive CHECK (((qty_packs > 0) AND (pack_qty_base > 0)))
);
comment on table procurement.surplus_suggestion is 'What was seen from the stock and the sales of the whole city: told to the two it is about, and how much, not why.';
create table proposals.proposal (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  opened_on date not null,
  stage text default 'site_sought'::text not null,
  closed_on date,
  close_reason text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  source_name text not null,
  source_date date not null,
  sample boolean default false not null,
  constraint proposal_pk PRIMARY KEY (regency_id, id),
  constraint proposal_closed_whole CHECK (((stage = 'closed'::text) = (closed_on IS NOT NULL))),
  constraint proposal_stage_known CHECK ((stage = ANY (ARRAY['site_sought'::text, 'closed'::text])))
);
comment on table proposals.proposal is 'The wish for a new building, opened before a site is known. The proposals part extends it.';
create table publication.cooperative_state (
  regency_id integer not null,
  cooperative_id uuid not null,
  effective_on date not null,
  name text not null,
  villages jsonb not null,
  facility text not null,
  facility_since date,
  facility_target date,
  operation text not null,
  operation_since date,
  with_bumn_partner boolean not null,
  partners jsonb not null,
  premises jsonb not null,
  commodities jsonb not null,
  sources jsonb not null,
  constraint cooperative_state_pk PRIMARY KEY (regency_id, cooperative_id, effective_on)
);
comment on table publication.cooperative_state is 'What the public may know of a cooperative from a day on. Derived; rewritten whole for a cooperative when a fact about it changes.';
create table publication.match_outcome (
  regency_id integer not null,
  cooperative_id uuid not null,
  use text not null,
  day date not null,
  is_served boolean not null,
  place text,
  reason text,
  named jsonb not null,
  sample boolean not null,
  constraint match_outcome_pk PRIMARY KEY (regency_id, cooperative_id, use)
);
comment on table publication.match_outcome is 'Which lot the published match gives a cooperative, or why none. Rewritten whole when a scenario is published.';
create table publication.regency_summary (
  regency_id integer not null,
  as_of date not null,
  cooperatives integer not null,
  facility jsonb not null,
  operation jsonb not null,
  refreshed_at timestamp with time zone default now() not null,
  sources jsonb default '[]'::jsonb not null,
  constraint regency_summary_pk PRIMARY KEY (regency_id)
);
comment on table publication.regency_summary is 'The newest counts of a city: one row a regency, from which national figures are added up without a scan.';
create table publication.village_served (
  regency_id integer not null,
  village_code text not null,
  cooperative_id uuid not null,
  constraint village_served_pk PRIMARY KEY (regency_id, village_code, cooperative_id)
);
comment on table publication.village_served is 'Which cooperative''s published states name a kelurahan, on any day. Derived with them.';
create table reference.account_template (
  code text not null,
  name text not null,
  kind text not null,
  normal text not null,
  holds text,
  seq integer not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint account_template_pk PRIMARY KEY (code, valid_from),
  constraint account_template_code_six CHECK ((code ~ '^[1-9]\d{5}$'::text)),
  constraint account_template_dates_in_order CHECK ((valid_to > valid_from)),
  constraint account_template_holds_known CHECK ((holds = ANY (ARRAY['cash'::text, 'bank'::text]))),
  constraint account_template_kind_known CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'income'::text, 'expense'::text]))),
  constraint account_template_normal_known CHECK ((normal = ANY (ARRAY['D'::text, 'K'::text])))
);
comment on table reference.account_template is 'Chart of accounts a new book is opened with (domain.md 3.5). Savings pokok and wajib are own capital, UU 25/1992 art. 41.';
create table reference.commodity (
  code text not null,
  seq integer not null,
  name text not null,
  goods text not null,
  pack_label text not null,
  base_unit text default 'gram'::text not null,
  qty_base bigint default 1000 not null,
  is_whole boolean default false not null,
  constraint commodity_pk PRIMARY KEY (code),
  constraint commodity_base_unit_known CHECK ((base_unit = ANY (ARRAY['gram'::text, 'millilitre'::text, 'piece'::text]))),
  constraint commodity_goods_known CHECK ((goods = ANY (ARRAY['staples'::text, 'lpg'::text]))),
  constraint commodity_qty_positive CHECK ((qty_base > 0))
);
comment on table reference.commodity is 'Staple goods and LPG sizes an outlet may carry.';
create table reference.criterion (
  use text not null,
  code text not null,
  seq integer not null,
  kind text not null,
  topic text not null,
  reads text not null,
  operator text not null,
  wanted jsonb not null,
  weight integer,
  authority text not null,
  name text not null,
  reason text not null,
  legal_basis text not null,
  standing text not null,
  valid_from date not null,
  valid_to date,
  constraint criterion_pk PRIMARY KEY (use, code, valid_from),
  constraint criterion_dates_in_order CHECK ((valid_to > valid_from)),
  constraint criterion_hard_decides CHECK (((kind <> 'hard'::text) OR (operator <> ALL (ARRAY['scale'::text, 'points'::text])))),
  constraint criterion_kind_known CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text]))),
  constraint criterion_operator_known CHECK ((operator = ANY (ARRAY['at_least'::text, 'at_most'::text, 'one_of'::text, 'fits'::text, 'scale'::text, 'points'::text]))),
  constraint criterion_standing_known CHECK ((standing = ANY (ARRAY['sourced'::text, 'secondary'::text, 'assumption'::text]))),
  constraint criterion_topic_known CHECK ((topic = ANY (ARRAY['kind'::text, 'size'::text, 'legal'::text, 'in_use'::text, 'water'::text, 'ground'::text, 'power_line'::text, 'access'::text, 'condition'::text, 'utilities'::text]))),
  constraint criterion_use_known CHECK ((use = ANY (ARRAY['new_building'::text, 'outlet'::text, 'warehouse'::text, 'secretariat'::text, 'temporary_office'::text]))),
  constraint criterion_weight_of_soft CHECK ((((kind = 'soft'::text) = (weight IS NOT NULL)) AND ((weight >= 1) AND (weight <= 1000))))
);
comment on table reference.criterion is 'What a site must be for each use, nationally: a first version from the programme''s published criteria, dated. A city overrides it in assets.criterion.';
create table reference.dataset (
  name text not null,
  version text not null,
  source text not null,
  licence text not null,
  loaded_at timestamp with time zone default now() not null,
  constraint dataset_pk PRIMARY KEY (name)
);
comment on table reference.dataset is 'What was loaded into this schema, which version, from where and under which licence. Shown as attribution.';
create table reference.funding_source (
  code text not null,
  name text not null,
  borrower text not null,
  building_owner text not null,
  ceiling_idr bigint,
  rate_bp integer,
  tenor_months_max integer,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint funding_source_pk PRIMARY KEY (code, valid_from),
  constraint funding_source_borrower_known CHECK ((borrower = ANY (ARRAY['cooperative'::text, 'agrinas'::text, 'none'::text]))),
  constraint funding_source_owner_known CHECK ((building_owner = ANY (ARRAY['cooperative'::text, 'region'::text])))
);
comment on table reference.funding_source is 'The money models of a new building (domain.md 1.2). Whole rupiah, basis points a year.';
create table reference.item_category (
  code text not null,
  seq integer not null,
  name text not null,
  goods text not null,
  stock_account text not null,
  constraint item_category_pk PRIMARY KEY (code),
  constraint item_category_goods_known CHECK ((goods = ANY (ARRAY['staples'::text, 'lpg'::text, 'other'::text])))
);
comment on table reference.item_category is 'Kinds of goods, and the account their stock stands on.';
create table reference.legal_route (
  owner_kind text not null,
  use text not null,
  route text not null,
  seq integer not null,
  feasibility text not null,
  decided_by text not null,
  term text,
  first_step text,
  legal_basis text not null,
  standing text not null,
  valid_from date not null,
  valid_to date,
  city_code text default ''::text not null,
  constraint legal_route_pk PRIMARY KEY (owner_kind, use, route, valid_from, city_code),
  constraint legal_route_dates_in_order CHECK ((valid_to > valid_from)),
  constraint legal_route_feasibility_known CHECK ((feasibility = ANY (ARRAY['open'::text, 'after_step'::text, 'closed'::text]))),
  constraint legal_route_owner_known CHECK ((owner_kind = ANY (ARRAY['regency'::text, 'ministry'::text, 'bumn'::text, 'developer'::text, 'private'::text]))),
  constraint legal_route_standing_known CHECK ((standing = ANY (ARRAY['sourced'::text, 'secondary'::text, 'assumption'::text])))
);
comment on table reference.legal_route is 'By which right a cooperative can come to use a property, by whose it is and for what: who decides, for how long (docs/rules/assets.md).';
create table reference.match_rule (
  code text not null,
  detail text not null,
  value bigint,
  unit text not null,
  basis text not null,
  standing text not null,
  valid_from date not null,
  valid_to date,
  constraint match_rule_pk PRIMARY KEY (code, detail, valid_from),
  constraint match_rule_dates_in_order CHECK ((valid_to > valid_from)),
  constraint match_rule_standing_known CHECK ((standing = ANY (ARRAY['sourced'::text, 'secondary'::text, 'assumption'::text]))),
  constraint match_rule_unit_known CHECK ((unit = ANY (ARRAY['idr'::text, 'idr_per_m'::text, 'idr_per_m2'::text, 'dm2'::text, 'm'::text, 'points'::text, 'yes'::text]))),
  constraint match_rule_value_not_negative CHECK ((value >= 0))
);
comment on table reference.match_rule is 'Where a site may lie, what it must offer and what things cost, as a match counts them; dated, each with its basis.';
create table reference.onboarding_programme (
  code text not null,
  seq integer not null,
  name text not null,
  partner_id uuid not null,
  goods text not null,
  constraint onboarding_programme_pk PRIMARY KEY (code),
  constraint onboarding_programme_goods_known CHECK ((goods = ANY (ARRAY['staples'::text, 'lpg'::text])))
);
comment on table reference.onboarding_programme is 'A way by which a partner takes outlets on.';
create table reference.onboarding_step (
  programme text not null,
  code text not null,
  seq integer not null,
  name text not null,
  asked_of text not null,
  stage text,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint onboarding_step_pk PRIMARY KEY (programme, code, valid_from),
  constraint onboarding_step_asked_of_known CHECK ((asked_of = ANY (ARRAY['cooperative'::text, 'partner'::text]))),
  constraint onboarding_step_dates_in_order CHECK ((valid_to > valid_from)),
  constraint onboarding_step_stage_known CHECK ((stage = ANY (ARRAY['applied'::text, 'verified'::text, 'active'::text])))
);
comment on table reference.onboarding_step is 'Steps of a programme in their usual order; an onboarding goes by those of the day it was opened.';
create table reference.order_limit (
  product_code text not null,
  qty_base_max bigint not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint order_limit_pk PRIMARY KEY (product_code, valid_from),
  constraint order_limit_dates_in_order CHECK ((valid_to > valid_from)),
  constraint order_limit_positive CHECK ((qty_base_max > 0))
);
comment on table reference.order_limit is 'How much of a product one outlet may order at once, as of a day.';
create table reference.partner (
  id uuid not null,
  name text not null,
  kind text not null,
  source text not null,
  constraint partner_pk PRIMARY KEY (id),
  constraint partner_kind_known CHECK ((kind = ANY (ARRAY['bumn'::text, 'lpg_agent'::text, 'other'::text])))
);
comment on table reference.partner is 'Partners that serve more than one city; a city''s own agents are rows of partners.partner.';
create table reference.price_rule (
  commodity_code text not null,
  zone text not null,
  kind text not null,
  price_idr bigint not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint price_rule_pk PRIMARY KEY (commodity_code, zone, kind, valid_from),
  constraint price_rule_kind_known CHECK ((kind = ANY (ARRAY['ceiling'::text, 'list'::text]))),
  constraint price_rule_positive CHECK ((price_idr > 0))
);
comment on table reference.price_rule is 'Price ceilings (HET) and list prices by zone. Whole rupiah a pack.';
create table reference.price_zone (
  province_code text not null,
  zone text not null,
  constraint price_zone_pk PRIMARY KEY (province_code, zone)
);
comment on table reference.price_zone is 'Which price zones a province lies in: ceilings go by island group, list prices by province.';
create table reference.product (
  code text not null,
  seq integer not null,
  name text not null,
  category_code text not null,
  base_unit text not null,
  pack_label text not null,
  pack_qty_base bigint not null,
  commodity_code text,
  partner_id uuid,
  cylinder_kg10 integer,
  constraint product_pk PRIMARY KEY (code),
  constraint product_base_unit_known CHECK ((base_unit = ANY (ARRAY['gram'::text, 'millilitre'::text, 'piece'::text]))),
  constraint product_pack_positive CHECK ((pack_qty_base > 0))
);
comment on table reference.product is 'The national catalogue: goods that partners supply everywhere, in the pack they order by. An item of a cooperative may link to one.';
create table reference.purchase_limit (
  commodity_code text not null,
  qty_base_max bigint not null,
  per_days integer not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint purchase_limit_pk PRIMARY KEY (commodity_code, valid_from),
  constraint purchase_limit_dates_in_order CHECK ((valid_to > valid_from)),
  constraint purchase_limit_days_known CHECK (((per_days >= 0) AND (per_days <= 366))),
  constraint purchase_limit_positive CHECK ((qty_base_max > 0))
);
comment on table reference.purchase_limit is 'How much one buyer may take. Base units.';
create table reference.region (
  id integer not null,
  level text not null,
  parent_id integer,
  name text not null,
  kind text not null,
  time_zone text,
  centre_lng double precision,
  centre_lat double precision,
  area_m2 bigint,
  valid_from date default '-infinity'::date not null,
  valid_to date default 'infinity'::date not null,
  constraint region_pk PRIMARY KEY (id),
  constraint region_area_positive CHECK ((area_m2 > 0)),
  constraint region_centre_lat_range CHECK (((centre_lat >= ('-15'::integer)::double precision) AND (centre_lat <= (10)::double precision))),
  constraint region_centre_lng_range CHECK (((centre_lng >= (90)::double precision) AND (centre_lng <= (145)::double precision))),
  constraint region_centre_whole CHECK (((centre_lng IS NULL) = (centre_lat IS NULL))),
  constraint region_kind_known CHECK ((kind = ANY (ARRAY['provinsi'::text, 'kabupaten'::text, 'kota'::text, 'kecamatan'::text, 'kelurahan'::text, 'desa'::text, 'desa-adat'::text]))),
  constraint region_level_known CHECK ((level = ANY (ARRAY['province'::text, 'regency'::text, 'district'::text, 'village'::text]))),
  constraint region_lives CHECK ((valid_from < valid_to)),
  constraint region_name_filled CHECK ((name <> ''::text)),
  constraint region_parent_above CHECK (((level = 'province'::text) = (parent_id IS NULL))),
  constraint region_time_zone_known CHECK ((time_zone = ANY (ARRAY['Asia/Jakarta'::text, 'Asia/Makassar'::text, 'Asia/Jayapura'::text]))),
  constraint region_zone_on_regency CHECK (((level = 'regency'::text) = (time_zone IS NOT NULL)))
);
comment on table reference.region is 'A province, regency (kabupaten, kota), district (kecamatan) or village (kelurahan, desa). The id of a regency is the regency_id of every tenant table and never changes.';
create table reference.region_alias (
  region_id integer not null,
  alias_key text not null,
  spelling text not null,
  source text not null,
  constraint region_alias_pk PRIMARY KEY (region_id, alias_key),
  constraint region_alias_key_bare CHECK ((alias_key ~ '^[a-z0-9]+$'::text))
);
comment on table reference.region_alias is 'Other spellings people and systems use, keyed by letters and digits in lower case. Matched whole, never by prefix.';
create table reference.region_code (
  authority text not null,
  code text not null,
  valid_from date default '-infinity'::date not null,
  valid_to date default 'infinity'::date not null,
  region_id integer not null,
  constraint region_code_pk PRIMARY KEY (authority, code, valid_to),
  constraint region_code_one_a_time UNIQUE (region_id, authority, valid_to),
  constraint region_code_authority_known CHECK ((authority = ANY (ARRAY['kemendagri'::text, 'bps'::text]))),
  constraint region_code_lives CHECK ((valid_from < valid_to))
);
comment on table reference.region_code is 'The government''s codes as dated attributes: a code may pass to another region, a region may get another code.';
create table reference.region_succession (
  predecessor_id integer not null,
  successor_id integer not null,
  happened_on date not null,
  legal_basis text not null,
  constraint region_succession_pk PRIMARY KEY (predecessor_id, successor_id),
  constraint region_succession_moves_on CHECK ((predecessor_id <> successor_id))
);
comment on table reference.region_succession is 'Which regions took the place of which, since when and by which regulation.';
create table reference.requirement_kind (
  code text not null,
  seq integer not null,
  name text not null,
  evidence text not null,
  expires boolean not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint requirement_kind_pk PRIMARY KEY (code, valid_from)
);
comment on table reference.requirement_kind is 'What a cooperative must have: deed, tax number, annual meeting … (domain.md 1.4).';
create table reference.resale_bar (
  product_code text not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date,
  constraint resale_bar_pk PRIMARY KEY (product_code, valid_from),
  constraint resale_bar_dates_in_order CHECK ((valid_to > valid_from))
);
comment on table reference.resale_bar is 'Goods that whoever buys them may sell to consumers only, as of a day.';
create table reference.threshold (
  name text not null,
  value bigint not null,
  unit text not null,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  constraint threshold_pk PRIMARY KEY (name, valid_from),
  constraint threshold_dates_in_order CHECK ((valid_to > valid_from)),
  constraint threshold_not_negative CHECK ((value >= 0)),
  constraint threshold_unit_known CHECK ((unit = ANY (ARRAY['m'::text, 'bp'::text, 'percent'::text, 'idr'::text, 'count'::text, 'day'::text])))
);
comment on table reference.threshold is 'Sizes from which something is flagged for a person, and days after which something lapses, dated. Never a reason to refuse or change a figure.';
create table reporting.weekly_report (
  regency_id integer not null,
  id uuid not null,
  year integer not null,
  number integer not null,
  as_of date not null,
  made_at timestamp with time zone default now() not null,
  made_by text not null,
  made_role text not null,
  file_id uuid not null,
  seal_seq bigint,
  seal_hash text,
  constraint weekly_report_pk PRIMARY KEY (regency_id, id),
  constraint weekly_report_number_once UNIQUE (regency_id, year, number),
  constraint weekly_report_number_positive CHECK ((number > 0)),
  constraint weekly_report_seal_whole CHECK (((seal_seq IS NULL) = (seal_hash IS NULL)))
);
comment on table reporting.weekly_report is 'A weekly report to the mayor as it was given, numbered within its year.';
create table sales.counter (
  regency_id integer not null,
  cooperative_id uuid not null,
  year integer not null,
  last_number integer not null,
  constraint counter_pk PRIMARY KEY (regency_id, cooperative_id, year)
);
comment on table sales.counter is 'Last number of the sales of a cooperative in a year.';
create table sales.sale (
  regency_id integer not null,
  id uuid not null,
  cooperative_id uuid not null,
  place_id uuid not null,
  number text not null,
  sold_on date not null,
  sold_at timestamp with time zone,
  posted_on date not null,
  buyer text not null,
  buyer_id uuid,
  account_code text not null,
  total_idr bigint not null,
  evidence text,
  reverses_id uuid,
  reason text,
  content_hash text not null,
  sample boolean default false not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  on_behalf boolean default false not null,
  constraint sale_pk PRIMARY KEY (regency_id, id),
  constraint sale_number_once UNIQUE (regency_id, cooperative_id, number),
  constraint sale_reversed_once UNIQUE (regency_id, reverses_id),
  constraint sale_buyer_known CHECK ((buyer = ANY (ARRAY['member'::text, 'non_member'::text]))),
  constraint sale_reversed_for_a_reason CHECK (((reverses_id IS NULL) = (reason IS NULL))),
  constraint sale_signed CHECK (
CASE
    WHEN (reverses_id IS NULL) THEN (total_idr >= 0)
    ELSE (total_idr <= 0)
END)
);
comment on table sales.sale is 'One sale of an outlet. Whole rupiah; below zero where it reverses another.';
create table sales.sale_line (
  regency_id integer not null,
  sale_id uuid not null,
  seq smallint not null,
  cooperative_id uuid not null,
  item_id uuid not null,
  pack_id uuid not null,
  commodity_code text,
  qty_packs integer not null,
  qty_base bigint not null,
  price_idr bigint not null,
  list_price_idr bigint,
  amount_idr bigint not null,
  cost_idr bigint not null,
  short_base bigint not null,
  flags text[] not null,
  owed jsonb default '[]'::jsonb not null,
  constraint sale_line_pk PRIMARY KEY (regency_id, sale_id, seq),
  constraint sale_line_not_nothing CHECK (((qty_base <> 0) AND (qty_packs <> 0))),
  constraint sale_line_price_positive CHECK ((price_idr > 0))
);
comment on table sales.sale_line is 'Append-only: goods of a sale. Quantities in base units, amounts in whole rupiah; below zero where the sale reverses another.';
create table taskforce.decision (
  regency_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  seq integer not null,
  text text not null,
  cooperative_id uuid,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  constraint decision_pk PRIMARY KEY (regency_id, id),
  constraint decision_seq_once UNIQUE (regency_id, meeting_id, seq)
);
comment on table taskforce.decision is 'What a meeting decided. Its actions are rows of tasks.task with origin taskforce/decision.';
create table taskforce.meeting (
  regency_id integer not null,
  id uuid not null,
  held_on date not null,
  title text not null,
  location text,
  attendance text,
  file_id uuid,
  recorded_at timestamp with time zone default now() not null,
  recorded_by text,
  recorded_role text not null,
  sample boolean default false not null,
  constraint meeting_pk PRIMARY KEY (regency_id, id)
);
comment on table taskforce.meeting is 'One meeting of the city''s task force.';
create table tasks.task (
  regency_id integer not null,
  id uuid not null,
  kind text not null,
  title text,
  data jsonb default '{}'::jsonb not null,
  cooperative_id uuid,
  owner_role text not null,
  opened_on date not null,
  due_on date,
  opened_at timestamp with time zone default now() not null,
  opened_by text,
  origin_kind text not null,
  origin_id uuid not null,
  origin_part integer default 0 not null,
  settled_on date,
  settled_at timestamp with time zone,
  settled_by text,
  outcome text,
  note text,
  last_reminded_at timestamp with time zone,
  reminders integer default 0 not null,
  sample boolean default false not null,
  constraint task_pk PRIMARY KEY (regency_id, id),
  constraint task_origin_once UNIQUE (regency_id, origin_kind, origin_id, kind, owner_role, origin_part),
  constraint task_outcome_known CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text]))),
  constraint task_settled_whole CHECK ((((settled_on IS NULL) = (outcome IS NULL)) AND ((settled_on IS NULL) = (settled_at IS NULL))))
);
comment on table tasks.task is 'One thing that waits for someone: who must do what, about which cooperative, since when, by when.';
create table territory.boundary (
  regency_id integer not null,
  revision integer not null,
  village_id integer not null,
  geometry jsonb not null,
  display_geometry jsonb not null,
  bbox double precision[] not null,
  area_m2 bigint not null,
  constraint boundary_pk PRIMARY KEY (regency_id, revision, village_id),
  constraint boundary_area_positive CHECK ((area_m2 > 0)),
  constraint boundary_bbox_whole CHECK ((cardinality(bbox) = 4))
);
comment on table territory.boundary is 'The border of one village in one set. Indicative, not legal: every map says so.';
create table territory.boundary_draft (
  regency_id integer not null,
  id uuid not null,
  file_name text not null,
  source text not null,
  licence text not null,
  valid_from date not null,
  content text,
  sha256 text not null,
  run_id uuid not null,
  report jsonb,
  revision integer,
  uploaded_by text not null,
  uploaded_at timestamp with time zone default now() not null,
  constraint boundary_draft_pk PRIMARY KEY (regency_id, id),
  constraint boundary_draft_content_size CHECK ((octet_length(content) <= 20971520))
);
comment on table territory.boundary_draft is 'A file of borders laid down to be checked, then taken or left.';
create table territory.boundary_set (
  regency_id integer not null,
  revision integer not null,
  valid_from date not null,
  source text not null,
  licence text not null,
  content_hash text not null,
  warnings jsonb default '[]'::jsonb not null,
  imported_at timestamp with time zone default now() not null,
  constraint boundary_set_pk PRIMARY KEY (regency_id, revision),
  constraint boundary_set_revision_positive CHECK ((revision > 0))
);
comment on table territory.boundary_set is 'One import of all village boundaries of a regency. Never updated: the next import follows it.';

-- Views
create view inventory.v_last_move with (security_invoker=true) as
 SELECT regency_id,
    cooperative_id,
    last_seq
   FROM inventory.stock_book;
create view inventory.v_moved with (security_invoker=true) as
 SELECT m.regency_id,
    m.cooperative_id,
    m.item_id,
    m.owner_id,
    f.kind AS from_kind,
    t.kind AS to_kind,
    m.qty_base,
    m.occurred_on,
    m.seq,
    m.source_kind,
    m.source_id
   FROM ((inventory.move m
     JOIN inventory.place f ON (((f.regency_id = m.regency_id) AND (f.id = m.from_place_id))))
     JOIN inventory.place t ON (((t.regency_id = m.regency_id) AND (t.id = m.to_place_id))));
create view procurement.v_ordered with (security_invoker=true) as
 SELECT o.regency_id,
    o.cooperative_id,
    o.partner_id,
    o.ordered_on,
    l.item_id,
    l.product_code,
    (l.pack_qty_base * COALESCE(( SELECT cut.qty_packs
           FROM procurement.order_step s,
            LATERAL jsonb_to_recordset(s.detail) cut(seq integer, qty_packs bigint)
          WHERE ((s.regency_id = l.regency_id) AND (s.order_id = l.order_id) AND (s.step = 'confirm'::text) AND (cut.seq = l.seq))), l.qty_packs)) AS qty_base
   FROM (procurement."order" o
     JOIN procurement.order_line l ON (((l.regency_id = o.regency_id) AND (l.order_id = o.id))))
  WHERE (o.status <> ALL (ARRAY['refused'::text, 'cancelled'::text]));
create view procurement.v_paper with (security_invoker=true) as
 SELECT r.regency_id,
    'procurement/receipt'::text AS source_kind,
    r.id,
    r.partner_id,
    d.number AS note
   FROM (procurement.receipt r
     LEFT JOIN procurement.delivery d ON (((d.regency_id = r.regency_id) AND (d.id = r.delivery_id))))
UNION ALL
 SELECT b.regency_id,
    'procurement/return'::text AS source_kind,
    b.id,
    b.partner_id,
    NULL::text AS note
   FROM procurement.goods_return b;
create view procurement.v_received with (security_invoker=true) as
 SELECT r.regency_id,
    r.cooperative_id,
    r.partner_id,
    r.principal_id,
    r.received_on,
    l.item_id,
    l.product_code,
    ((rl.good_base + rl.quarantined_base) + rl.damaged_base) AS qty_base
   FROM ((procurement.receipt r
     JOIN procurement.receipt_line rl ON (((rl.regency_id = r.regency_id) AND (rl.receipt_id = r.id))))
     JOIN procurement.order_line l ON (((l.regency_id = r.regency_id) AND (l.order_id = r.order_id) AND (l.seq = rl.order_seq))));
create view sales.v_sold with (security_invoker=true) as
 SELECT l.regency_id,
    l.item_id,
    s.id AS sale_id,
    s.sold_on,
    s.buyer,
    (s.reverses_id IS NOT NULL) AS is_reversal,
    l.qty_base,
    l.amount_idr,
    (l.price_idr * COALESCE(((c.qty_base * l.qty_packs) / l.qty_base), (1)::bigint)) AS price_idr,
    (l.flags <> '{}'::text[]) AS is_flagged,
    account.holds
   FROM (((sales.sale_line l
     JOIN sales.sale s ON (((s.regency_id = l.regency_id) AND (s.id = l.sale_id))))
     LEFT JOIN reference.commodity c ON ((c.code = l.commodity_code)))
     LEFT JOIN ledger.account ON (((account.regency_id = s.regency_id) AND (account.cooperative_id = s.cooperative_id) AND (account.code = s.account_code))));

-- Foreign keys
alter table assets.asset add constraint asset_village_fk FOREIGN KEY (village_id) REFERENCES reference.region(id);
alter table assets.asset_change add constraint asset_change_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.asset_document add constraint asset_document_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.asset_document add constraint asset_document_file_fk FOREIGN KEY (regency_id, file_id) REFERENCES platform.file(regency_id, id);
alter table assets.finding add constraint finding_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.kib_import add constraint kib_import_regency_fk FOREIGN KEY (regency_id) REFERENCES reference.region(id);
alter table assets.legal_correction add constraint legal_correction_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.legal_correction add constraint legal_correction_file_fk FOREIGN KEY (regency_id, file_id) REFERENCES platform.file(regency_id, id);
alter table assets.observation add constraint observation_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.observation add constraint observation_file_fk FOREIGN KEY (regency_id, file_id) REFERENCES platform.file(regency_id, id);
alter table assets.screening add constraint screening_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.survey add constraint survey_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.survey_photo add constraint survey_photo_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table assets.survey_photo add constraint survey_photo_content_fk FOREIGN KEY (regency_id, sha256) REFERENCES platform.content(regency_id, sha256);
alter table assets.unsettled add constraint unsettled_district_fk FOREIGN KEY (district_id) REFERENCES reference.region(id);
alter table auth."grant" add constraint grant_ender_fk FOREIGN KEY (ended_by) REFERENCES auth."user"(id);
alter table auth."grant" add constraint grant_giver_fk FOREIGN KEY (given_by) REFERENCES auth."user"(id);
alter table auth."grant" add constraint grant_user_fk FOREIGN KEY (user_id) REFERENCES auth."user"(id);
alter table auth.account add constraint account_user_fk FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.invitation add constraint invitation_grant_fk FOREIGN KEY (grant_id) REFERENCES auth."grant"(id);
alter table auth.invitation add constraint invitation_inviter_fk FOREIGN KEY (invited_by) REFERENCES auth."user"(id);
alter table auth.password_reset add constraint password_reset_user_fk FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.session add constraint session_user_fk FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.two_factor add constraint two_factor_user_fk FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table catalogue.item add constraint item_category_fk FOREIGN KEY (category_code) REFERENCES reference.item_category(code);
alter table catalogue.item add constraint item_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table catalogue.item add constraint item_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table catalogue.item add constraint item_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table catalogue.pack add constraint pack_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table catalogue.price add constraint price_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table catalogue.price add constraint price_pack_fk FOREIGN KEY (regency_id, pack_id) REFERENCES catalogue.pack(regency_id, id);
alter table catalogue.trade_rule add constraint trade_rule_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table cooperatives.commodity_price add constraint commodity_price_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table cooperatives.commodity_price add constraint commodity_price_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.kinship add constraint kinship_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.kinship add constraint kinship_officer_fk FOREIGN KEY (regency_id, officer_id) REFERENCES cooperatives.officer(regency_id, id);
alter table cooperatives.kinship add constraint kinship_relative_fk FOREIGN KEY (regency_id, relative_id) REFERENCES cooperatives.officer(regency_id, id);
alter table cooperatives.officer add constraint officer_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.place add constraint place_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.premises add constraint premises_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.premises add constraint premises_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES cooperatives.place(regency_id, id);
alter table cooperatives.requirement add constraint requirement_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.service_area add constraint service_area_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.service_area add constraint service_area_village_fk FOREIGN KEY (village_id) REFERENCES reference.region(id);
alter table cooperatives.state_action add constraint state_action_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table cooperatives.state_action add constraint state_action_corrects_fk FOREIGN KEY (regency_id, corrects_id) REFERENCES cooperatives.state_action(regency_id, id);
alter table devices.device add constraint device_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table devices.person add constraint person_device_fk FOREIGN KEY (regency_id, device_id) REFERENCES devices.device(regency_id, id);
alter table devices.sent_call add constraint sent_call_device_fk FOREIGN KEY (regency_id, device_id) REFERENCES devices.device(regency_id, id);
alter table exchange.finding add constraint finding_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table exchange.finding add constraint finding_snapshot_fk FOREIGN KEY (regency_id, snapshot_id) REFERENCES exchange.snapshot(regency_id, id);
alter table exchange.snapshot_problem add constraint snapshot_problem_snapshot_fk FOREIGN KEY (regency_id, snapshot_id) REFERENCES exchange.snapshot(regency_id, id);
alter table exchange.snapshot_row add constraint snapshot_row_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table exchange.snapshot_row add constraint snapshot_row_snapshot_fk FOREIGN KEY (regency_id, snapshot_id) REFERENCES exchange.snapshot(regency_id, id);
alter table exchange.snapshot_value add constraint snapshot_value_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table exchange.snapshot_value add constraint snapshot_value_snapshot_fk FOREIGN KEY (regency_id, snapshot_id) REFERENCES exchange.snapshot(regency_id, id);
alter table inventory.arrival add constraint arrival_transfer_fk FOREIGN KEY (regency_id, transfer_id) REFERENCES inventory.transfer(regency_id, id);
alter table inventory.arrival_line add constraint arrival_line_arrival_fk FOREIGN KEY (regency_id, arrival_id) REFERENCES inventory.arrival(regency_id, id);
alter table inventory.batch add constraint batch_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.count add constraint count_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.count add constraint count_stocktake_fk FOREIGN KEY (regency_id, stocktake_id) REFERENCES inventory.stocktake(regency_id, id);
alter table inventory.count_line add constraint count_line_count_fk FOREIGN KEY (regency_id, count_id) REFERENCES inventory.count(regency_id, id);
alter table inventory.count_line add constraint count_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.counter add constraint counter_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table inventory.cylinder_move add constraint cylinder_move_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table inventory.cylinder_stock add constraint cylinder_stock_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table inventory.move add constraint move_from_fk FOREIGN KEY (regency_id, from_place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.move add constraint move_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.move add constraint move_to_fk FOREIGN KEY (regency_id, to_place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.place add constraint place_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table inventory.place add constraint place_premises_fk FOREIGN KEY (regency_id, premises_id) REFERENCES cooperatives.premises(regency_id, id);
alter table inventory.pool add constraint pool_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.reorder_point add constraint reorder_point_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.stock add constraint stock_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.stock add constraint stock_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.stock_book add constraint stock_book_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table inventory.stocktake add constraint stocktake_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.stocktake_line add constraint stocktake_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.stocktake_line add constraint stocktake_line_stocktake_fk FOREIGN KEY (regency_id, stocktake_id) REFERENCES inventory.stocktake(regency_id, id);
alter table inventory.transfer add constraint transfer_from_fk FOREIGN KEY (regency_id, from_place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.transfer add constraint transfer_to_fk FOREIGN KEY (regency_id, to_place_id) REFERENCES inventory.place(regency_id, id);
alter table inventory.transfer_line add constraint transfer_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table inventory.transfer_line add constraint transfer_line_transfer_fk FOREIGN KEY (regency_id, transfer_id) REFERENCES inventory.transfer(regency_id, id);
alter table ledger.account add constraint account_book_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES ledger.book(regency_id, cooperative_id);
alter table ledger.balance add constraint balance_account_fk FOREIGN KEY (regency_id, cooperative_id, account_code) REFERENCES ledger.account(regency_id, cooperative_id, code);
alter table ledger.book add constraint book_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table ledger.closing add constraint closing_book_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES ledger.book(regency_id, cooperative_id);
alter table ledger.journal add constraint journal_book_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES ledger.book(regency_id, cooperative_id);
alter table ledger.journal add constraint journal_reverses_fk FOREIGN KEY (regency_id, reverses_id) REFERENCES ledger.journal(regency_id, id);
alter table ledger.manual add constraint manual_book_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES ledger.book(regency_id, cooperative_id);
alter table ledger.manual add constraint manual_reverses_fk FOREIGN KEY (regency_id, reverses_id) REFERENCES ledger.journal(regency_id, id);
alter table ledger.manual_answer add constraint manual_answer_manual_fk FOREIGN KEY (regency_id, manual_id) REFERENCES ledger.manual(regency_id, id);
alter table ledger.manual_line add constraint manual_line_account_fk FOREIGN KEY (regency_id, cooperative_id, account_code) REFERENCES ledger.account(regency_id, cooperative_id, code);
alter table ledger.manual_line add constraint manual_line_manual_fk FOREIGN KEY (regency_id, manual_id) REFERENCES ledger.manual(regency_id, id);
alter table ledger.posting add constraint posting_account_fk FOREIGN KEY (regency_id, cooperative_id, account_code) REFERENCES ledger.account(regency_id, cooperative_id, code);
alter table ledger.posting add constraint posting_journal_fk FOREIGN KEY (regency_id, journal_id) REFERENCES ledger.journal(regency_id, id);
alter table matching.outcome add constraint outcome_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table matching.outcome add constraint outcome_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table matching.outcome add constraint outcome_scenario_fk FOREIGN KEY (regency_id, scenario_id) REFERENCES matching.scenario(regency_id, id);
alter table matching.published add constraint published_scenario_fk FOREIGN KEY (regency_id, scenario_id) REFERENCES matching.scenario(regency_id, id);
alter table matching.second_best add constraint second_best_asset_fk FOREIGN KEY (regency_id, asset_id) REFERENCES assets.asset(regency_id, id);
alter table matching.second_best add constraint second_best_outcome_fk FOREIGN KEY (regency_id, scenario_id, cooperative_id, use) REFERENCES matching.outcome(regency_id, scenario_id, cooperative_id, use);
alter table opening.cylinder_line add constraint cylinder_line_sheet_fk FOREIGN KEY (regency_id, sheet_id) REFERENCES opening.sheet(regency_id, id);
alter table opening.line add constraint line_sheet_fk FOREIGN KEY (regency_id, sheet_id) REFERENCES opening.sheet(regency_id, id);
alter table opening.sheet add constraint sheet_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table opening.step add constraint step_sheet_fk FOREIGN KEY (regency_id, sheet_id) REFERENCES opening.sheet(regency_id, id);
alter table opening.stock_line add constraint stock_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table opening.stock_line add constraint stock_line_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table opening.stock_line add constraint stock_line_sheet_fk FOREIGN KEY (regency_id, sheet_id) REFERENCES opening.sheet(regency_id, id);
alter table partners.agreement add constraint agreement_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table partners.agreement add constraint agreement_partner_fk FOREIGN KEY (regency_id, partner_id) REFERENCES partners.partner(regency_id, id);
alter table partners.agreement add constraint agreement_principal_fk FOREIGN KEY (regency_id, principal_id) REFERENCES partners.partner(regency_id, id);
alter table partners.agreement_price add constraint agreement_price_product_fk FOREIGN KEY (regency_id, agreement_id, seq) REFERENCES partners.agreement_product(regency_id, agreement_id, seq);
alter table partners.agreement_product add constraint agreement_product_agreement_fk FOREIGN KEY (regency_id, agreement_id) REFERENCES partners.agreement(regency_id, id);
alter table partners.agreement_product add constraint agreement_product_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table partners.agreement_product add constraint agreement_product_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table partners.onboarding add constraint onboarding_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table partners.onboarding add constraint onboarding_partner_fk FOREIGN KEY (regency_id, partner_id) REFERENCES partners.partner(regency_id, id);
alter table partners.onboarding add constraint onboarding_programme_fk FOREIGN KEY (programme) REFERENCES reference.onboarding_programme(code);
alter table partners.onboarding_action add constraint onboarding_action_onboarding_fk FOREIGN KEY (regency_id, onboarding_id) REFERENCES partners.onboarding(regency_id, id);
alter table partners.partner add constraint partner_national_fk FOREIGN KEY (national_id) REFERENCES reference.partner(id);
alter table partners.partnership add constraint partnership_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table partners.partnership add constraint partnership_partner_fk FOREIGN KEY (regency_id, partner_id) REFERENCES partners.partner(regency_id, id);
alter table partners.sell_through_item add constraint sell_through_item_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table platform.file add constraint file_content_fk FOREIGN KEY (regency_id, sha256) REFERENCES platform.content(regency_id, sha256);
alter table platform.photo add constraint photo_large_fk FOREIGN KEY (regency_id, large_sha256) REFERENCES platform.content(regency_id, sha256);
alter table platform.photo add constraint photo_original_fk FOREIGN KEY (regency_id, sha256) REFERENCES platform.content(regency_id, sha256);
alter table platform.photo add constraint photo_small_fk FOREIGN KEY (regency_id, small_sha256) REFERENCES platform.content(regency_id, sha256);
alter table platform.photo_origin add constraint photo_origin_original_fk FOREIGN KEY (regency_id, sha256) REFERENCES platform.content(regency_id, sha256);
alter table procurement."order" add constraint order_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement."order" add constraint order_partner_fk FOREIGN KEY (regency_id, partner_id) REFERENCES partners.partner(regency_id, id);
alter table procurement."order" add constraint order_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table procurement."order" add constraint order_principal_fk FOREIGN KEY (regency_id, principal_id) REFERENCES partners.partner(regency_id, id);
alter table procurement."order" add constraint order_supplier_cooperative_fk FOREIGN KEY (regency_id, supplier_cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.counter add constraint counter_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.delivery add constraint delivery_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.delivery_line add constraint delivery_line_delivery_fk FOREIGN KEY (regency_id, delivery_id) REFERENCES procurement.delivery(regency_id, id);
alter table procurement.goods_return add constraint goods_return_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.goods_return_line add constraint goods_return_line_place_fk FOREIGN KEY (regency_id, from_place_id) REFERENCES inventory.place(regency_id, id);
alter table procurement.goods_return_line add constraint goods_return_line_return_fk FOREIGN KEY (regency_id, goods_return_id) REFERENCES procurement.goods_return(regency_id, id);
alter table procurement.invoice add constraint invoice_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.invoice_line add constraint invoice_line_invoice_fk FOREIGN KEY (regency_id, invoice_id) REFERENCES procurement.invoice(regency_id, id);
alter table procurement.order_line add constraint order_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table procurement.order_line add constraint order_line_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.order_step add constraint order_step_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.payment add constraint payment_account_fk FOREIGN KEY (regency_id, cooperative_id, account_code) REFERENCES ledger.account(regency_id, cooperative_id, code);
alter table procurement.payment add constraint payment_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.receipt add constraint receipt_delivery_fk FOREIGN KEY (regency_id, delivery_id) REFERENCES procurement.delivery(regency_id, id);
alter table procurement.receipt add constraint receipt_order_fk FOREIGN KEY (regency_id, order_id) REFERENCES procurement."order"(regency_id, id);
alter table procurement.receipt add constraint receipt_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table procurement.receipt_line add constraint receipt_line_receipt_fk FOREIGN KEY (regency_id, receipt_id) REFERENCES procurement.receipt(regency_id, id);
alter table procurement.surplus_notice add constraint surplus_notice_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.surplus_notice add constraint surplus_notice_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table procurement.surplus_sale add constraint surplus_sale_buyer_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.surplus_sale add constraint surplus_sale_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table procurement.surplus_sale add constraint surplus_sale_seller_fk FOREIGN KEY (regency_id, supplier_cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.surplus_step add constraint surplus_step_sale_fk FOREIGN KEY (regency_id, sale_id) REFERENCES procurement.surplus_sale(regency_id, id);
alter table procurement.surplus_suggestion add constraint surplus_suggestion_buyer_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table procurement.surplus_suggestion add constraint surplus_suggestion_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table procurement.surplus_suggestion add constraint surplus_suggestion_seller_fk FOREIGN KEY (regency_id, supplier_cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table proposals.proposal add constraint proposal_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table reference.onboarding_programme add constraint onboarding_programme_partner_fk FOREIGN KEY (partner_id) REFERENCES reference.partner(id);
alter table reference.onboarding_step add constraint onboarding_step_programme_fk FOREIGN KEY (programme) REFERENCES reference.onboarding_programme(code);
alter table reference.order_limit add constraint order_limit_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table reference.price_rule add constraint price_rule_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table reference.product add constraint product_category_fk FOREIGN KEY (category_code) REFERENCES reference.item_category(code);
alter table reference.product add constraint product_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table reference.product add constraint product_partner_fk FOREIGN KEY (partner_id) REFERENCES reference.partner(id);
alter table reference.purchase_limit add constraint purchase_limit_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table reference.region add constraint region_parent_fk FOREIGN KEY (parent_id) REFERENCES reference.region(id);
alter table reference.region_alias add constraint region_alias_region_fk FOREIGN KEY (region_id) REFERENCES reference.region(id);
alter table reference.region_code add constraint region_code_region_fk FOREIGN KEY (region_id) REFERENCES reference.region(id);
alter table reference.region_succession add constraint region_succession_predecessor_fk FOREIGN KEY (predecessor_id) REFERENCES reference.region(id);
alter table reference.region_succession add constraint region_succession_successor_fk FOREIGN KEY (successor_id) REFERENCES reference.region(id);
alter table reference.resale_bar add constraint resale_bar_product_fk FOREIGN KEY (product_code) REFERENCES reference.product(code);
alter table reporting.weekly_report add constraint weekly_report_file_fk FOREIGN KEY (regency_id, file_id) REFERENCES platform.file(regency_id, id);
alter table sales.counter add constraint counter_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table sales.sale add constraint sale_account_fk FOREIGN KEY (regency_id, cooperative_id, account_code) REFERENCES ledger.account(regency_id, cooperative_id, code);
alter table sales.sale add constraint sale_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table sales.sale add constraint sale_place_fk FOREIGN KEY (regency_id, place_id) REFERENCES inventory.place(regency_id, id);
alter table sales.sale add constraint sale_reverses_fk FOREIGN KEY (regency_id, reverses_id) REFERENCES sales.sale(regency_id, id);
alter table sales.sale_line add constraint sale_line_commodity_fk FOREIGN KEY (commodity_code) REFERENCES reference.commodity(code);
alter table sales.sale_line add constraint sale_line_item_fk FOREIGN KEY (regency_id, item_id) REFERENCES catalogue.item(regency_id, id);
alter table sales.sale_line add constraint sale_line_pack_fk FOREIGN KEY (regency_id, pack_id) REFERENCES catalogue.pack(regency_id, id);
alter table sales.sale_line add constraint sale_line_sale_fk FOREIGN KEY (regency_id, sale_id) REFERENCES sales.sale(regency_id, id);
alter table taskforce.decision add constraint decision_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table taskforce.decision add constraint decision_meeting_fk FOREIGN KEY (regency_id, meeting_id) REFERENCES taskforce.meeting(regency_id, id);
alter table tasks.task add constraint task_cooperative_fk FOREIGN KEY (regency_id, cooperative_id) REFERENCES cooperatives.cooperative(regency_id, id);
alter table territory.boundary add constraint boundary_set_fk FOREIGN KEY (regency_id, revision) REFERENCES territory.boundary_set(regency_id, revision);
alter table territory.boundary add constraint boundary_village_fk FOREIGN KEY (village_id) REFERENCES reference.region(id);
alter table territory.boundary_draft add constraint boundary_draft_regency_fk FOREIGN KEY (regency_id) REFERENCES reference.region(id);
alter table territory.boundary_set add constraint boundary_set_regency_fk FOREIGN KEY (regency_id) REFERENCES reference.region(id);

-- Indexes
CREATE INDEX asset_by_area ON assets.asset USING btree (regency_id, COALESCE(area_dm2, ('-1'::integer)::bigint), id);
CREATE INDEX asset_by_certificate ON assets.asset USING btree (regency_id, certificate_number) WHERE (certificate_number IS NOT NULL);
CREATE INDEX asset_by_change ON assets.asset USING btree (regency_id, updated_at, id);
CREATE INDEX asset_by_land ON assets.asset USING btree (regency_id, asset_code, register);
CREATE INDEX asset_by_name ON assets.asset USING btree (regency_id, name_key, id);
CREATE INDEX asset_by_place ON assets.asset USING btree (regency_id, longitude, latitude) INCLUDE (village_id) WHERE (longitude IS NOT NULL);
CREATE INDEX asset_by_price ON assets.asset USING btree (regency_id, COALESCE(price_idr, ('-1'::integer)::bigint), id);
CREATE INDEX asset_by_term ON assets.asset USING btree (regency_id, used_until, id) WHERE (used_until IS NOT NULL);
CREATE INDEX asset_by_use ON assets.asset USING btree (regency_id, current_use, COALESCE(price_idr, ('-1'::integer)::bigint), id);
CREATE INDEX asset_by_village ON assets.asset USING btree (regency_id, village_id, id);
CREATE INDEX asset_sample ON assets.asset USING btree (regency_id, village_id) WHERE sample;
CREATE INDEX asset_village ON assets.asset USING btree (village_id);
CREATE INDEX asset_change_by_asset ON assets.asset_change USING btree (regency_id, asset_id, id);
CREATE INDEX asset_document_by_asset ON assets.asset_document USING btree (regency_id, asset_id, id);
CREATE INDEX asset_document_file ON assets.asset_document USING btree (regency_id, file_id);
CREATE INDEX finding_by_kind ON assets.finding USING btree (regency_id, kind, asset_id);
CREATE INDEX kib_import_by_upload ON assets.kib_import USING btree (regency_id, uploaded_at DESC, id DESC);
CREATE INDEX legal_correction_by_asset ON assets.legal_correction USING btree (regency_id, asset_id, id);
CREATE INDEX legal_correction_by_state ON assets.legal_correction USING btree (regency_id, state, id);
CREATE INDEX legal_correction_file ON assets.legal_correction USING btree (regency_id, file_id);
CREATE UNIQUE INDEX legal_correction_one_open ON assets.legal_correction USING btree (regency_id, asset_id, field) WHERE (state = ANY (ARRAY['open'::text, 'exported'::text]));
CREATE INDEX observation_by_asset ON assets.observation USING btree (regency_id, asset_id, subject, observed_on DESC, id DESC);
CREATE INDEX observation_by_file ON assets.observation USING btree (regency_id, file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX observation_by_survey ON assets.observation USING btree (regency_id, survey_id) WHERE (survey_id IS NOT NULL);
CREATE INDEX screening_by_cause ON assets.screening USING btree (regency_id, use, village_id, outcome, causes) WHERE ((valid_to IS NULL) AND (nearness IS NOT NULL));
CREATE INDEX screening_by_nearness ON assets.screening USING btree (regency_id, use, nearness, asset_id) WHERE ((valid_to IS NULL) AND (nearness IS NOT NULL));
CREATE INDEX screening_in_village ON assets.screening USING btree (regency_id, use, village_id, nearness, asset_id) WHERE ((valid_to IS NULL) AND (nearness IS NOT NULL));
CREATE UNIQUE INDEX screening_present ON assets.screening USING btree (regency_id, asset_id, use) WHERE (valid_to IS NULL);
CREATE INDEX survey_by_asset ON assets.survey USING btree (regency_id, asset_id, surveyed_on DESC, id DESC);
CREATE INDEX survey_photo_by_asset ON assets.survey_photo USING btree (regency_id, asset_id, survey_id, id);
CREATE INDEX survey_photo_by_content ON assets.survey_photo USING btree (regency_id, sha256);
CREATE INDEX unsettled_district ON assets.unsettled USING btree (district_id);
CREATE UNIQUE INDEX unsettled_once ON assets.unsettled USING btree (regency_id, authority, district_id) WHERE (closed_on IS NULL);
CREATE INDEX entry_by_action ON audit.entry USING btree (regency_id, action, id);
CREATE INDEX entry_by_cooperative ON audit.entry USING btree (regency_id, cooperative_id, id);
CREATE INDEX entry_by_subject ON audit.entry USING btree (regency_id, subject_kind, subject_id, id);
CREATE INDEX entry_by_user ON audit.entry USING btree (regency_id, user_id, id);
CREATE INDEX grant_by_ender ON auth."grant" USING btree (ended_by);
CREATE INDEX grant_by_giver ON auth."grant" USING btree (given_by);
CREATE INDEX grant_by_regency ON auth."grant" USING btree (regency_id, user_id);
CREATE INDEX grant_by_user ON auth."grant" USING btree (user_id);
CREATE INDEX account_by_user ON auth.account USING btree (user_id);
CREATE INDEX invitation_by_grant ON auth.invitation USING btree (grant_id);
CREATE INDEX invitation_by_inviter ON auth.invitation USING btree (invited_by);
CREATE INDEX invitation_by_regency ON auth.invitation USING btree (regency_id, id);
CREATE INDEX session_by_expiry ON auth.session USING btree (expires_at);
CREATE INDEX session_by_user ON auth.session USING btree (user_id);
CREATE INDEX verification_by_identifier ON auth.verification USING btree (identifier);
CREATE INDEX item_by_category ON catalogue.item USING btree (category_code);
CREATE INDEX item_by_commodity ON catalogue.item USING btree (commodity_code);
CREATE INDEX item_by_cooperative ON catalogue.item USING btree (regency_id, cooperative_id, name, id);
CREATE INDEX item_by_product ON catalogue.item USING btree (product_code);
CREATE INDEX pack_by_item ON catalogue.pack USING btree (regency_id, item_id);
CREATE INDEX price_by_cooperative ON catalogue.price USING btree (regency_id, cooperative_id, effective_on);
CREATE INDEX price_by_item ON catalogue.price USING btree (regency_id, item_id);
CREATE INDEX price_by_pack ON catalogue.price USING btree (regency_id, pack_id, buyer, effective_on DESC, id DESC);
CREATE INDEX trade_rule_by_commodity ON catalogue.trade_rule USING btree (commodity_code);
CREATE INDEX trade_rule_by_day ON catalogue.trade_rule USING btree (regency_id, valid_from);
CREATE INDEX commodity_price_by_commodity ON cooperatives.commodity_price USING btree (commodity_code);
CREATE INDEX commodity_price_by_cooperative ON cooperatives.commodity_price USING btree (regency_id, cooperative_id, commodity_code, effective_on, recorded_at);
CREATE INDEX kinship_by_cooperative ON cooperatives.kinship USING btree (regency_id, cooperative_id);
CREATE INDEX kinship_by_relative ON cooperatives.kinship USING btree (regency_id, relative_id);
CREATE INDEX officer_by_cooperative ON cooperatives.officer USING btree (regency_id, cooperative_id);
CREATE INDEX place_by_cooperative ON cooperatives.place USING btree (regency_id, cooperative_id);
CREATE INDEX premises_by_cooperative ON cooperatives.premises USING btree (regency_id, cooperative_id);
CREATE INDEX premises_by_place ON cooperatives.premises USING btree (regency_id, place_id);
CREATE INDEX requirement_by_cooperative ON cooperatives.requirement USING btree (regency_id, cooperative_id, kind, recorded_at);
CREATE INDEX service_area_by_village ON cooperatives.service_area USING btree (regency_id, village_id);
CREATE INDEX service_area_village_fk ON cooperatives.service_area USING btree (village_id);
CREATE INDEX state_action_by_cooperative ON cooperatives.state_action USING btree (regency_id, cooperative_id, axis, effective_on, recorded_at, id);
CREATE INDEX state_action_by_day ON cooperatives.state_action USING btree (regency_id, effective_on);
CREATE INDEX state_action_by_record ON cooperatives.state_action USING btree (regency_id, recorded_at);
CREATE INDEX device_by_cooperative ON devices.device USING btree (regency_id, cooperative_id);
CREATE INDEX person_by_cooperative ON devices.person USING btree (regency_id, cooperative_id);
CREATE INDEX person_by_device ON devices.person USING btree (regency_id, device_id);
CREATE INDEX sent_call_by_cooperative ON devices.sent_call USING btree (regency_id, cooperative_id, recorded_at);
CREATE INDEX sent_call_by_device ON devices.sent_call USING btree (regency_id, device_id, seq);
CREATE INDEX sent_call_open ON devices.sent_call USING btree (regency_id, device_id) WHERE ((outcome = 'refused'::text) AND (settled_at IS NULL));
CREATE INDEX finding_by_cooperative ON exchange.finding USING btree (regency_id, cooperative_id);
CREATE INDEX finding_by_snapshot ON exchange.finding USING btree (regency_id, snapshot_id, kind);
CREATE INDEX snapshot_by_day ON exchange.snapshot USING btree (regency_id, source, as_of, id);
CREATE INDEX snapshot_row_by_cooperative ON exchange.snapshot_row USING btree (regency_id, cooperative_id);
CREATE INDEX snapshot_value_by_cooperative ON exchange.snapshot_value USING btree (regency_id, cooperative_id, figure);
CREATE INDEX batch_by_cooperative ON inventory.batch USING btree (regency_id, cooperative_id, expires_on);
CREATE INDEX count_by_place ON inventory.count USING btree (regency_id, place_id);
CREATE INDEX count_by_stocktake ON inventory.count USING btree (regency_id, stocktake_id, recorded_at);
CREATE INDEX count_line_by_item ON inventory.count_line USING btree (regency_id, item_id);
CREATE INDEX cylinder_move_by_source ON inventory.cylinder_move USING btree (regency_id, cooperative_id, source_kind, source_id);
CREATE INDEX move_by_from ON inventory.move USING btree (regency_id, from_place_id, seq);
CREATE INDEX move_by_item ON inventory.move USING btree (regency_id, item_id, seq);
CREATE INDEX move_by_moment ON inventory.move USING btree (regency_id, cooperative_id, occurred_on, occurred_at);
CREATE INDEX move_by_source ON inventory.move USING btree (regency_id, cooperative_id, source_kind, source_id);
CREATE INDEX move_by_to ON inventory.move USING btree (regency_id, to_place_id, seq);
CREATE INDEX place_by_premises ON inventory.place USING btree (regency_id, premises_id);
CREATE INDEX pool_by_item ON inventory.pool USING btree (regency_id, item_id);
CREATE INDEX reorder_point_by_item ON inventory.reorder_point USING btree (regency_id, item_id);
CREATE INDEX stock_by_cooperative ON inventory.stock USING btree (regency_id, cooperative_id, item_id);
CREATE INDEX stock_by_item ON inventory.stock USING btree (regency_id, item_id);
CREATE INDEX stocktake_by_cooperative ON inventory.stocktake USING btree (regency_id, cooperative_id, opened_on DESC, id DESC);
CREATE INDEX stocktake_by_place ON inventory.stocktake USING btree (regency_id, place_id);
CREATE UNIQUE INDEX stocktake_one_at_a_place ON inventory.stocktake USING btree (regency_id, place_id) WHERE (outcome IS NULL);
CREATE INDEX stocktake_line_by_item ON inventory.stocktake_line USING btree (regency_id, item_id);
CREATE INDEX transfer_by_cooperative ON inventory.transfer USING btree (regency_id, cooperative_id, happened_on DESC, id DESC);
CREATE INDEX transfer_by_from ON inventory.transfer USING btree (regency_id, from_place_id);
CREATE INDEX transfer_by_to ON inventory.transfer USING btree (regency_id, to_place_id);
CREATE INDEX transfer_line_by_item ON inventory.transfer_line USING btree (regency_id, item_id);
CREATE INDEX run_by_starter ON jobs.run USING btree (regency_id, started_by, id);
CREATE INDEX journal_by_day ON ledger.journal USING btree (regency_id, cooperative_id, posted_on, number);
CREATE INDEX manual_by_cooperative ON ledger.manual USING btree (regency_id, cooperative_id, recorded_at);
CREATE INDEX manual_by_reversed ON ledger.manual USING btree (regency_id, reverses_id);
CREATE INDEX manual_answer_by_cooperative ON ledger.manual_answer USING btree (regency_id, cooperative_id);
CREATE INDEX manual_line_by_account ON ledger.manual_line USING btree (regency_id, cooperative_id, account_code);
CREATE INDEX posting_by_account ON ledger.posting USING btree (regency_id, cooperative_id, account_code, posted_on, journal_id, seq);
CREATE INDEX outcome_by_asset ON matching.outcome USING btree (regency_id, asset_id);
CREATE INDEX outcome_by_cooperative ON matching.outcome USING btree (regency_id, cooperative_id, scenario_id);
CREATE INDEX published_by_scenario ON matching.published USING btree (regency_id, scenario_id);
CREATE INDEX second_best_by_asset ON matching.second_best USING btree (regency_id, asset_id);
CREATE INDEX cylinder_line_by_cooperative ON opening.cylinder_line USING btree (regency_id, cooperative_id);
CREATE INDEX line_by_cooperative ON opening.line USING btree (regency_id, cooperative_id);
CREATE INDEX sheet_by_cooperative ON opening.sheet USING btree (regency_id, cooperative_id, recorded_at);
CREATE UNIQUE INDEX sheet_one_at_a_time ON opening.sheet USING btree (regency_id, cooperative_id) WHERE (stage = ANY (ARRAY['proposed'::text, 'approved'::text, 'reversal-asked'::text]));
CREATE INDEX step_by_cooperative ON opening.step USING btree (regency_id, cooperative_id);
CREATE INDEX stock_line_by_cooperative ON opening.stock_line USING btree (regency_id, cooperative_id);
CREATE INDEX stock_line_by_item ON opening.stock_line USING btree (regency_id, item_id);
CREATE INDEX stock_line_by_place ON opening.stock_line USING btree (regency_id, place_id);
CREATE INDEX agreement_by_pair ON partners.agreement USING btree (regency_id, cooperative_id, partner_id, valid_from);
CREATE INDEX agreement_by_partner ON partners.agreement USING btree (regency_id, partner_id);
CREATE INDEX agreement_by_principal ON partners.agreement USING btree (regency_id, principal_id);
CREATE INDEX agreement_price_by_product ON partners.agreement_price USING btree (regency_id, agreement_id, seq, effective_on DESC, id DESC);
CREATE INDEX agreement_product_by_item ON partners.agreement_product USING btree (regency_id, item_id);
CREATE INDEX agreement_product_by_product ON partners.agreement_product USING btree (product_code);
CREATE INDEX onboarding_by_cooperative ON partners.onboarding USING btree (regency_id, cooperative_id);
CREATE INDEX onboarding_by_partner ON partners.onboarding USING btree (regency_id, partner_id);
CREATE INDEX onboarding_by_programme ON partners.onboarding USING btree (programme);
CREATE INDEX partner_by_national ON partners.partner USING btree (national_id);
CREATE INDEX partnership_by_cooperative ON partners.partnership USING btree (regency_id, cooperative_id);
CREATE INDEX partnership_by_partner ON partners.partnership USING btree (regency_id, partner_id);
CREATE INDEX sell_through_item_by_commodity ON partners.sell_through_item USING btree (commodity_code);
CREATE INDEX sell_through_item_by_item ON partners.sell_through_item USING btree (regency_id, item_id);
CREATE INDEX sell_through_item_by_partner ON partners.sell_through_item USING btree (regency_id, partner_id);
CREATE INDEX sell_through_item_by_principal ON partners.sell_through_item USING btree (regency_id, principal_id);
CREATE INDEX sell_through_item_by_product ON partners.sell_through_item USING btree (product_code);
CREATE INDEX content_by_day ON platform.content USING btree (regency_id, received_at) INCLUDE (received_by, bytes);
CREATE INDEX content_by_sha256 ON platform.content USING btree (sha256);
CREATE INDEX file_by_content ON platform.file USING btree (regency_id, sha256);
CREATE INDEX file_by_cooperative ON platform.file USING btree (regency_id, cooperative_id, id);
CREATE INDEX photo_by_large ON platform.photo USING btree (regency_id, large_sha256);
CREATE INDEX photo_by_small ON platform.photo USING btree (regency_id, small_sha256);
CREATE INDEX order_by_cooperative ON procurement."order" USING btree (regency_id, cooperative_id, is_open, ordered_on, id);
CREATE INDEX order_by_day ON procurement."order" USING btree (regency_id, is_open, ordered_on, id);
CREATE INDEX order_by_partner ON procurement."order" USING btree (regency_id, partner_id, is_open, ordered_on, id);
CREATE INDEX order_by_place ON procurement."order" USING btree (regency_id, place_id);
CREATE INDEX order_by_principal ON procurement."order" USING btree (regency_id, principal_id, is_open, ordered_on, id);
CREATE INDEX order_by_supplier_cooperative ON procurement."order" USING btree (regency_id, supplier_cooperative_id, is_open, ordered_on, id);
CREATE INDEX order_of_all_cities ON procurement."order" USING btree (partner_id, is_open, ordered_on, id);
CREATE INDEX order_of_all_cities_behind ON procurement."order" USING btree (principal_id, is_open, ordered_on, id);
CREATE INDEX delivery_by_load ON procurement.delivery USING btree (regency_id, load_id);
CREATE INDEX delivery_by_order ON procurement.delivery USING btree (regency_id, order_id);
CREATE INDEX delivery_line_by_order ON procurement.delivery_line USING btree (regency_id, order_id);
CREATE INDEX goods_return_by_order ON procurement.goods_return USING btree (regency_id, order_id);
CREATE INDEX goods_return_line_by_order ON procurement.goods_return_line USING btree (regency_id, order_id);
CREATE INDEX goods_return_line_by_place ON procurement.goods_return_line USING btree (regency_id, from_place_id);
CREATE INDEX invoice_by_cooperative ON procurement.invoice USING btree (regency_id, cooperative_id, due_on);
CREATE INDEX invoice_by_order ON procurement.invoice USING btree (regency_id, order_id);
CREATE INDEX invoice_line_by_order ON procurement.invoice_line USING btree (regency_id, order_id);
CREATE INDEX order_line_by_item ON procurement.order_line USING btree (regency_id, item_id, order_id);
CREATE INDEX order_step_of_answers ON procurement.order_step USING btree (regency_id, order_id) WHERE (step = 'confirm'::text);
CREATE INDEX payment_by_account ON procurement.payment USING btree (regency_id, cooperative_id, account_code);
CREATE INDEX payment_by_order ON procurement.payment USING btree (regency_id, order_id);
CREATE INDEX receipt_by_cooperative ON procurement.receipt USING btree (regency_id, cooperative_id, received_on);
CREATE INDEX receipt_by_delivery ON procurement.receipt USING btree (regency_id, delivery_id);
CREATE INDEX receipt_by_order ON procurement.receipt USING btree (regency_id, order_id);
CREATE INDEX receipt_by_place ON procurement.receipt USING btree (regency_id, place_id);
CREATE INDEX receipt_line_by_order ON procurement.receipt_line USING btree (regency_id, order_id);
CREATE INDEX surplus_notice_by_cooperative ON procurement.surplus_notice USING btree (regency_id, cooperative_id);
CREATE INDEX surplus_notice_by_product ON procurement.surplus_notice USING btree (product_code);
CREATE INDEX surplus_notice_open ON procurement.surplus_notice USING btree (regency_id, until) WHERE (closed_on IS NULL);
CREATE INDEX surplus_sale_by_age ON procurement.surplus_sale USING btree (regency_id, recorded_at, id);
CREATE INDEX surplus_sale_by_buyer ON procurement.surplus_sale USING btree (regency_id, cooperative_id, recorded_at);
CREATE INDEX surplus_sale_by_product ON procurement.surplus_sale USING btree (product_code);
CREATE INDEX surplus_sale_by_seller ON procurement.surplus_sale USING btree (regency_id, supplier_cooperative_id, recorded_at);
CREATE INDEX surplus_sale_half_posted ON procurement.surplus_sale USING btree (regency_id, received_on) WHERE ((stage = 'received'::text) AND (seller_posted_on IS NULL));
CREATE INDEX surplus_suggestion_by_buyer ON procurement.surplus_suggestion USING btree (regency_id, cooperative_id, made_on);
CREATE INDEX surplus_suggestion_by_product ON procurement.surplus_suggestion USING btree (product_code);
CREATE INDEX surplus_suggestion_by_seller ON procurement.surplus_suggestion USING btree (regency_id, supplier_cooperative_id, made_on);
CREATE INDEX surplus_suggestion_open ON procurement.surplus_suggestion USING btree (regency_id, made_on) WHERE (ended_on IS NULL);
CREATE INDEX proposal_by_cooperative ON proposals.proposal USING btree (regency_id, cooperative_id);
CREATE UNIQUE INDEX proposal_open_once ON proposals.proposal USING btree (regency_id, cooperative_id) WHERE (stage <> 'closed'::text);
CREATE INDEX cooperative_state_counted ON publication.cooperative_state USING btree (regency_id, cooperative_id, effective_on DESC) INCLUDE (facility, operation, with_bumn_partner);
CREATE INDEX village_served_by_cooperative ON publication.village_served USING btree (regency_id, cooperative_id);
CREATE INDEX onboarding_programme_by_partner ON reference.onboarding_programme USING btree (partner_id);
CREATE INDEX product_by_category ON reference.product USING btree (category_code);
CREATE INDEX product_by_commodity ON reference.product USING btree (commodity_code);
CREATE INDEX product_by_partner ON reference.product USING btree (partner_id);
CREATE INDEX region_by_parent ON reference.region USING btree (parent_id);
CREATE INDEX region_succession_by_successor ON reference.region_succession USING btree (successor_id);
CREATE INDEX weekly_report_by_file ON reporting.weekly_report USING btree (regency_id, file_id);
CREATE INDEX sale_by_account ON sales.sale USING btree (regency_id, cooperative_id, account_code);
CREATE INDEX sale_by_buyer ON sales.sale USING btree (regency_id, buyer_id, sold_on);
CREATE INDEX sale_by_day ON sales.sale USING btree (regency_id, cooperative_id, sold_on DESC, id DESC);
CREATE INDEX sale_by_place ON sales.sale USING btree (regency_id, place_id, sold_on);
CREATE INDEX sale_of_city ON sales.sale USING btree (regency_id, sold_on DESC, id DESC);
CREATE INDEX sale_line_by_commodity ON sales.sale_line USING btree (commodity_code);
CREATE INDEX sale_line_by_item ON sales.sale_line USING btree (regency_id, item_id);
CREATE INDEX sale_line_by_pack ON sales.sale_line USING btree (regency_id, pack_id);
CREATE INDEX decision_by_cooperative ON taskforce.decision USING btree (regency_id, cooperative_id);
CREATE INDEX decision_by_meeting ON taskforce.decision USING btree (regency_id, meeting_id);
CREATE INDEX meeting_by_day ON taskforce.meeting USING btree (regency_id, held_on);
CREATE INDEX task_by_cooperative ON tasks.task USING btree (regency_id, cooperative_id, opened_on);
CREATE INDEX task_by_settlement ON tasks.task USING btree (regency_id, settled_on, id);
CREATE INDEX task_waiting ON tasks.task USING btree (regency_id, owner_role, opened_on) WHERE (settled_on IS NULL);
CREATE INDEX boundary_by_village ON territory.boundary USING btree (village_id);

-- Row-level security
alter table assets.asset enable row level security, force row level security;
create policy territory on assets.asset for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.asset_change enable row level security, force row level security;
create policy territory on assets.asset_change for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.asset_document enable row level security, force row level security;
create policy territory on assets.asset_document for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.criterion enable row level security, force row level security;
create policy city on assets.criterion for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy regency on assets.criterion for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table assets.finding enable row level security, force row level security;
create policy territory on assets.finding for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.kib_import enable row level security, force row level security;
create policy city on assets.kib_import for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table assets.kib_row enable row level security, force row level security;
create policy city on assets.kib_row for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table assets.legal_correction enable row level security, force row level security;
create policy territory on assets.legal_correction for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.observation enable row level security, force row level security;
create policy territory on assets.observation for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.screening enable row level security, force row level security;
create policy territory on assets.screening for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.screening_day enable row level security, force row level security;
create policy city on assets.screening_day for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table assets.survey enable row level security, force row level security;
create policy territory on assets.survey for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.survey_photo enable row level security, force row level security;
create policy territory on assets.survey_photo for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (village_id = ANY ((NULLIF(current_setting('app.village_ids'::text, true), ''::text))::integer[]))
END));
alter table assets.unsettled enable row level security, force row level security;
create policy city on assets.unsettled for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table audit.checkpoint enable row level security, force row level security;
create policy lumbung_jobs on audit.checkpoint for all to lumbung_jobs
  using (true)
  with check (true);
create policy regency on audit.checkpoint for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table audit.entry enable row level security, force row level security;
create policy city on audit.entry for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy lumbung_jobs on audit.entry for all to lumbung_jobs
  using (true)
  with check (true);
alter table audit.head enable row level security, force row level security;
create policy lumbung_jobs on audit.head for all to lumbung_jobs
  using (true)
  with check (true);
create policy lumbung_public on audit.head for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on audit.head for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table audit.seal enable row level security, force row level security;
create policy lumbung_jobs on audit.seal for all to lumbung_jobs
  using (true)
  with check (true);
create policy lumbung_public on audit.seal for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on audit.seal for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table audit.unsealed enable row level security, force row level security;
create policy lumbung_jobs on audit.unsealed for all to lumbung_jobs
  using (true)
  with check (true);
create policy regency on audit.unsealed for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table catalogue.item enable row level security, force row level security;
create policy record on catalogue.item for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table catalogue.pack enable row level security, force row level security;
create policy record on catalogue.pack for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table catalogue.price enable row level security, force row level security;
create policy record on catalogue.price for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table catalogue.trade_rule enable row level security, force row level security;
create policy city on catalogue.trade_rule for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy regency on catalogue.trade_rule for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table cooperatives.commodity_price enable row level security, force row level security;
create policy known on cooperatives.commodity_price for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.cooperative enable row level security, force row level security;
create policy known on cooperatives.cooperative for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.kinship enable row level security, force row level security;
create policy record on cooperatives.kinship for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.officer enable row level security, force row level security;
create policy record on cooperatives.officer for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.place enable row level security, force row level security;
create policy known on cooperatives.place for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.premises enable row level security, force row level security;
create policy known on cooperatives.premises for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.requirement enable row level security, force row level security;
create policy record on cooperatives.requirement for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.service_area enable row level security, force row level security;
create policy known on cooperatives.service_area for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table cooperatives.state_action enable row level security, force row level security;
create policy known on cooperatives.state_action for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.known_cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table devices.device enable row level security, force row level security;
create policy record on devices.device for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table devices.person enable row level security, force row level security;
create policy record on devices.person for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table devices.sent_call enable row level security, force row level security;
create policy record on devices.sent_call for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table exchange.finding enable row level security, force row level security;
create policy record on exchange.finding for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table exchange.snapshot enable row level security, force row level security;
create policy city on exchange.snapshot for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy regency on exchange.snapshot for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table exchange.snapshot_problem enable row level security, force row level security;
create policy city on exchange.snapshot_problem for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table exchange.snapshot_row enable row level security, force row level security;
create policy city on exchange.snapshot_row for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table exchange.snapshot_value enable row level security, force row level security;
create policy record on exchange.snapshot_value for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.arrival enable row level security, force row level security;
create policy record on inventory.arrival for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.arrival_line enable row level security, force row level security;
create policy record on inventory.arrival_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.batch enable row level security, force row level security;
create policy record on inventory.batch for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.count enable row level security, force row level security;
create policy record on inventory.count for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.count_line enable row level security, force row level security;
create policy record on inventory.count_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.counter enable row level security, force row level security;
create policy record on inventory.counter for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.cylinder_move enable row level security, force row level security;
create policy record on inventory.cylinder_move for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.cylinder_stock enable row level security, force row level security;
create policy record on inventory.cylinder_stock for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.move enable row level security, force row level security;
create policy record on inventory.move for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.place enable row level security, force row level security;
create policy record on inventory.place for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.pool enable row level security, force row level security;
create policy record on inventory.pool for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.reorder_point enable row level security, force row level security;
create policy record on inventory.reorder_point for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.stock enable row level security, force row level security;
create policy record on inventory.stock for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.stock_book enable row level security, force row level security;
create policy record on inventory.stock_book for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.stocktake enable row level security, force row level security;
create policy record on inventory.stocktake for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.stocktake_line enable row level security, force row level security;
create policy record on inventory.stocktake_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.transfer enable row level security, force row level security;
create policy record on inventory.transfer for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table inventory.transfer_line enable row level security, force row level security;
create policy record on inventory.transfer_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table jobs.outbox enable row level security, force row level security;
create policy lumbung_jobs on jobs.outbox for all to lumbung_jobs
  using (true)
  with check (true);
create policy regency on jobs.outbox for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table jobs.run enable row level security, force row level security;
create policy regency on jobs.run for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table ledger.account enable row level security, force row level security;
create policy lumbung_ledger on ledger.account for all to lumbung_ledger
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy record on ledger.account for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.balance enable row level security, force row level security;
create policy lumbung_ledger on ledger.balance for all to lumbung_ledger
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy record on ledger.balance for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.book enable row level security, force row level security;
create policy lumbung_ledger on ledger.book for all to lumbung_ledger
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy record on ledger.book for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.closing enable row level security, force row level security;
create policy record on ledger.closing for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.journal enable row level security, force row level security;
create policy lumbung_ledger on ledger.journal for all to lumbung_ledger
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy record on ledger.journal for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.manual enable row level security, force row level security;
create policy record on ledger.manual for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.manual_answer enable row level security, force row level security;
create policy record on ledger.manual_answer for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.manual_line enable row level security, force row level security;
create policy record on ledger.manual_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table ledger.posting enable row level security, force row level security;
create policy lumbung_ledger on ledger.posting for all to lumbung_ledger
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy record on ledger.posting for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table matching.outcome enable row level security, force row level security;
create policy record on matching.outcome for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table matching.published enable row level security, force row level security;
create policy city on matching.published for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy regency on matching.published for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table matching.scenario enable row level security, force row level security;
create policy city on matching.scenario for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table matching.second_best enable row level security, force row level security;
create policy city on matching.second_best for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table opening.cylinder_line enable row level security, force row level security;
create policy record on opening.cylinder_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table opening.line enable row level security, force row level security;
create policy record on opening.line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table opening.sheet enable row level security, force row level security;
create policy record on opening.sheet for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table opening.step enable row level security, force row level security;
create policy record on opening.step for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table opening.stock_line enable row level security, force row level security;
create policy record on opening.stock_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table partners.agreement enable row level security, force row level security;
create policy partnership on partners.agreement for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.agreement_price enable row level security, force row level security;
create policy partnership on partners.agreement_price for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.agreement_product enable row level security, force row level security;
create policy partnership on partners.agreement_product for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.onboarding enable row level security, force row level security;
create policy partnership on partners.onboarding for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.onboarding_action enable row level security, force row level security;
create policy partnership on partners.onboarding_action for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.partner enable row level security, force row level security;
create policy regency on partners.partner for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table partners.partnership enable row level security, force row level security;
create policy partnership on partners.partnership for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.sell_through_day enable row level security, force row level security;
create policy supply on partners.sell_through_day for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.sell_through_item enable row level security, force row level security;
create policy supply on partners.sell_through_item for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table partners.sell_through_state enable row level security, force row level security;
create policy record on partners.sell_through_state for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table platform.content enable row level security, force row level security;
create policy lumbung_jobs on platform.content for all to lumbung_jobs
  using (true)
  with check (true);
create policy regency on platform.content for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table platform.file enable row level security, force row level security;
create policy record on platform.file for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table platform.photo enable row level security, force row level security;
create policy regency on platform.photo for all to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
alter table platform.photo_origin enable row level security, force row level security;
create policy city on platform.photo_origin for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table procurement."order" enable row level security, force row level security;
create policy lumbung_partners on procurement."order" for select to lumbung_partners
  using (((partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid)))
  with check ();
create policy supply on procurement."order" for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.counter enable row level security, force row level security;
create policy record on procurement.counter for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table procurement.delivery enable row level security, force row level security;
create policy supply on procurement.delivery for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.delivery_line enable row level security, force row level security;
create policy supply on procurement.delivery_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.goods_return enable row level security, force row level security;
create policy supply on procurement.goods_return for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.goods_return_line enable row level security, force row level security;
create policy supply on procurement.goods_return_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.invoice enable row level security, force row level security;
create policy supply on procurement.invoice for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.invoice_line enable row level security, force row level security;
create policy supply on procurement.invoice_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.order_line enable row level security, force row level security;
create policy lumbung_partners on procurement.order_line for select to lumbung_partners
  using (((partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid)))
  with check ();
create policy supply on procurement.order_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.order_step enable row level security, force row level security;
create policy lumbung_partners on procurement.order_step for select to lumbung_partners
  using (((partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid)))
  with check ();
create policy supply on procurement.order_step for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.payment enable row level security, force row level security;
create policy supply on procurement.payment for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.receipt enable row level security, force row level security;
create policy supply on procurement.receipt for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.receipt_line enable row level security, force row level security;
create policy supply on procurement.receipt_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid) OR (principal_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.surplus_notice enable row level security, force row level security;
create policy answered on procurement.surplus_notice for update to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy record on procurement.surplus_notice for insert to lumbung_app
  using ()
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
create policy regency on procurement.surplus_notice for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table procurement.surplus_sale enable row level security, force row level security;
create policy trade on procurement.surplus_sale for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.surplus_step enable row level security, force row level security;
create policy trade on procurement.surplus_step for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table procurement.surplus_suggestion enable row level security, force row level security;
create policy trade on procurement.surplus_suggestion for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE ((POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (POSITION(((supplier_cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0) OR (partner_id = (NULLIF(current_setting('app.partner_id'::text, true), ''::text))::uuid))
END));
alter table proposals.proposal enable row level security, force row level security;
create policy record on proposals.proposal for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table publication.cooperative_state enable row level security, force row level security;
create policy city on publication.cooperative_state for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_public on publication.cooperative_state for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on publication.cooperative_state for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table publication.match_outcome enable row level security, force row level security;
create policy city on publication.match_outcome for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_public on publication.match_outcome for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on publication.match_outcome for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table publication.regency_summary enable row level security, force row level security;
create policy city on publication.regency_summary for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_national on publication.regency_summary for all to lumbung_national
  using (true)
  with check (true);
create policy lumbung_public on publication.regency_summary for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on publication.regency_summary for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table publication.village_served enable row level security, force row level security;
create policy city on publication.village_served for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_public on publication.village_served for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on publication.village_served for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table reporting.weekly_report enable row level security, force row level security;
create policy city on reporting.weekly_report for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table sales.counter enable row level security, force row level security;
create policy record on sales.counter for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table sales.sale enable row level security, force row level security;
create policy record on sales.sale for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table sales.sale_line enable row level security, force row level security;
create policy record on sales.sale_line for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table taskforce.decision enable row level security, force row level security;
create policy city on taskforce.decision for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table taskforce.meeting enable row level security, force row level security;
create policy city on taskforce.meeting for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table tasks.task enable row level security, force row level security;
create policy record on tasks.task for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND
CASE
    WHEN (current_setting('app.scope'::text, true) = 'regency'::text) THEN true
    ELSE (POSITION(((cooperative_id)::text) IN (current_setting('app.cooperative_ids'::text, true))) > 0)
END));
alter table territory.boundary enable row level security, force row level security;
create policy city on territory.boundary for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_public on territory.boundary for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on territory.boundary for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();
alter table territory.boundary_draft enable row level security, force row level security;
create policy city on territory.boundary_draft for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
alter table territory.boundary_set enable row level security, force row level security;
create policy city on territory.boundary_set for all to lumbung_app
  using (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)))
  with check (((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer) AND (current_setting('app.scope'::text, true) = 'regency'::text)));
create policy lumbung_public on territory.boundary_set for all to lumbung_public
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer));
create policy regency on territory.boundary_set for select to lumbung_app
  using ((regency_id = (NULLIF(current_setting('app.regency_id'::text, true), ''::text))::integer))
  with check ();

-- Grants
grant delete, insert, select on table assets.finding to lumbung_app;
grant delete, insert, select on table assets.kib_row to lumbung_app;
grant delete, insert, select on table cooperatives.kinship to lumbung_app;
grant delete, insert, select on table partners.sell_through_day to lumbung_app;
grant delete, insert, select on table partners.sell_through_item to lumbung_app;
grant delete, insert, select on table partners.sell_through_state to lumbung_app;
grant delete, insert, select on table publication.cooperative_state to lumbung_app;
grant delete, insert, select on table publication.match_outcome to lumbung_app;
grant delete, insert, select on table publication.village_served to lumbung_app;
grant delete, insert, select, update on table auth.attempt to lumbung_app;
grant delete, insert, select, update on table auth.password_reset to lumbung_app;
grant delete, insert, select, update on table auth.session to lumbung_app;
grant delete, insert, select, update on table auth.two_factor to lumbung_app;
grant delete, insert, select, update on table auth.verification to lumbung_app;
grant delete, select on table audit.unsealed to lumbung_jobs;
grant delete, select on table jobs.outbox to lumbung_jobs;
grant execute on function catalogue.rules_on(integer,date) to lumbung_app;
grant execute on function cooperatives.prices_on(integer,date) to lumbung_app;
grant execute on function cooperatives.states_on(integer,date) to lumbung_app;
grant execute on function ledger.post(integer,jsonb) to lumbung_app;
grant execute on function partners.active_on(integer,date) to lumbung_app;
grant insert on table audit.unsealed to lumbung_app;
grant insert on table jobs.outbox to lumbung_app;
grant insert, select on table assets.asset to lumbung_app;
grant insert, select on table assets.asset_change to lumbung_app;
grant insert, select on table assets.asset_document to lumbung_app;
grant insert, select on table assets.criterion to lumbung_app;
grant insert, select on table assets.kib_import to lumbung_app;
grant insert, select on table assets.legal_correction to lumbung_app;
grant insert, select on table assets.observation to lumbung_app;
grant insert, select on table assets.screening to lumbung_app;
grant insert, select on table assets.screening_day to lumbung_app;
grant insert, select on table assets.survey to lumbung_app;
grant insert, select on table assets.survey_photo to lumbung_app;
grant insert, select on table assets.unsettled to lumbung_app;
grant insert, select on table audit.checkpoint to lumbung_jobs;
grant insert, select on table audit.entry to lumbung_app;
grant insert, select on table audit.seal to lumbung_jobs;
grant insert, select on table catalogue.item to lumbung_app;
grant insert, select on table catalogue.pack to lumbung_app;
grant insert, select on table catalogue.price to lumbung_app;
grant insert, select on table catalogue.trade_rule to lumbung_app;
grant insert, select on table cooperatives.commodity_price to lumbung_app;
grant insert, select on table cooperatives.cooperative to lumbung_app;
grant insert, select on table cooperatives.officer to lumbung_app;
grant insert, select on table cooperatives.place to lumbung_app;
grant insert, select on table cooperatives.premises to lumbung_app;
grant insert, select on table cooperatives.requirement to lumbung_app;
grant insert, select on table cooperatives.service_area to lumbung_app;
grant insert, select on table cooperatives.state_action to lumbung_app;
grant insert, select on table devices.device to lumbung_app;
grant insert, select on table devices.person to lumbung_app;
grant insert, select on table devices.sent_call to lumbung_app;
grant insert, select on table exchange.finding to lumbung_app;
grant insert, select on table exchange.snapshot to lumbung_app;
grant insert, select on table exchange.snapshot_problem to lumbung_app;
grant insert, select on table exchange.snapshot_row to lumbung_app;
grant insert, select on table exchange.snapshot_value to lumbung_app;
grant insert, select on table inventory.arrival to lumbung_app;
grant insert, select on table inventory.arrival_line to lumbung_app;
grant insert, select on table inventory.batch to lumbung_app;
grant insert, select on table inventory.count to lumbung_app;
grant insert, select on table inventory.count_line to lumbung_app;
grant insert, select on table inventory.counter to lumbung_app;
grant insert, select on table inventory.cylinder_move to lumbung_app;
grant insert, select on table inventory.cylinder_stock to lumbung_app;
grant insert, select on table inventory.move to lumbung_app;
grant insert, select on table inventory.place to lumbung_app;
grant insert, select on table inventory.pool to lumbung_app;
grant insert, select on table inventory.reorder_point to lumbung_app;
grant insert, select on table inventory.stock to lumbung_app;
grant insert, select on table inventory.stock_book to lumbung_app;
grant insert, select on table inventory.stocktake to lumbung_app;
grant insert, select on table inventory.stocktake_line to lumbung_app;
grant insert, select on table inventory.transfer to lumbung_app;
grant insert, select on table inventory.transfer_line to lumbung_app;
grant insert, select on table ledger.account to lumbung_app;
grant insert, select on table ledger.book to lumbung_app;
grant insert, select on table ledger.closing to lumbung_app;
grant insert, select on table ledger.journal to lumbung_ledger;
grant insert, select on table ledger.manual to lumbung_app;
grant insert, select on table ledger.manual_answer to lumbung_app;
grant insert, select on table ledger.manual_line to lumbung_app;
grant insert, select on table ledger.posting to lumbung_ledger;
grant insert, select on table matching.outcome to lumbung_app;
grant insert, select on table matching.published to lumbung_app;
grant insert, select on table matching.scenario to lumbung_app;
grant insert, select on table matching.second_best to lumbung_app;
grant insert, select on table opening.cylinder_line to lumbung_app;
grant insert, select on table opening.line to lumbung_app;
grant insert, select on table opening.sheet to lumbung_app;
grant insert, select on table opening.step to lumbung_app;
grant insert, select on table opening.stock_line to lumbung_app;
grant insert, select on table partners.agreement to lumbung_app;
grant insert, select on table partners.agreement_price to lumbung_app;
grant insert, select on table partners.agreement_product to lumbung_app;
grant insert, select on table partners.onboarding to lumbung_app;
grant insert, select on table partners.onboarding_action to lumbung_app;
grant insert, select on table partners.partner to lumbung_app;
grant insert, select on table partners.partnership to lumbung_app;
grant insert, select on table platform.content to lumbung_app;
grant insert, select on table platform.file to lumbung_app;
grant insert, select on table platform.photo to lumbung_app;
grant insert, select on table platform.photo_origin to lumbung_app;
grant insert, select on table procurement."order" to lumbung_app;
grant insert, select on table procurement.counter to lumbung_app;
grant insert, select on table procurement.delivery to lumbung_app;
grant insert, select on table procurement.delivery_line to lumbung_app;
grant insert, select on table procurement.goods_return to lumbung_app;
grant insert, select on table procurement.goods_return_line to lumbung_app;
grant insert, select on table procurement.invoice to lumbung_app;
grant insert, select on table procurement.invoice_line to lumbung_app;
grant insert, select on table procurement.order_line to lumbung_app;
grant insert, select on table procurement.order_step to lumbung_app;
grant insert, select on table procurement.payment to lumbung_app;
grant insert, select on table procurement.receipt to lumbung_app;
grant insert, select on table procurement.receipt_line to lumbung_app;
grant insert, select on table procurement.surplus_notice to lumbung_app;
grant insert, select on table procurement.surplus_sale to lumbung_app;
grant insert, select on table procurement.surplus_step to lumbung_app;
grant insert, select on table procurement.surplus_suggestion to lumbung_app;
grant insert, select on table proposals.proposal to lumbung_app;
grant insert, select on table reporting.weekly_report to lumbung_app;
grant insert, select on table sales.counter to lumbung_app;
grant insert, select on table sales.sale to lumbung_app;
grant insert, select on table sales.sale_line to lumbung_app;
grant insert, select on table taskforce.decision to lumbung_app;
grant insert, select on table taskforce.meeting to lumbung_app;
grant insert, select on table tasks.task to lumbung_app;
grant insert, select on table territory.boundary to lumbung_app;
grant insert, select on table territory.boundary_set to lumbung_app;
grant insert, select, update on table audit.head to lumbung_jobs;
grant insert, select, update on table auth."grant" to lumbung_app;
grant insert, select, update on table auth."user" to lumbung_app;
grant insert, select, update on table auth.account to lumbung_app;
grant insert, select, update on table auth.first_setup to lumbung_app;
grant insert, select, update on table auth.invitation to lumbung_app;
grant insert, select, update on table jobs.run to lumbung_app;
grant insert, select, update on table ledger.balance to lumbung_ledger;
grant insert, select, update on table publication.regency_summary to lumbung_app;
grant insert, select, update on table territory.boundary_draft to lumbung_app;
grant select on table audit.checkpoint to lumbung_app;
grant select on table audit.entry to lumbung_jobs;
grant select on table audit.head to lumbung_app;
grant select on table audit.head to lumbung_public;
grant select on table audit.seal to lumbung_app;
grant select on table audit.seal to lumbung_public;
grant select on table inventory.v_last_move to lumbung_app;
grant select on table inventory.v_moved to lumbung_app;
grant select on table ledger.account to lumbung_ledger;
grant select on table ledger.balance to lumbung_app;
grant select on table ledger.journal to lumbung_app;
grant select on table ledger.posting to lumbung_app;
grant select on table procurement."order" to lumbung_partners;
grant select on table procurement.order_line to lumbung_partners;
grant select on table procurement.order_step to lumbung_partners;
grant select on table procurement.v_ordered to lumbung_app;
grant select on table procurement.v_paper to lumbung_app;
grant select on table procurement.v_received to lumbung_app;
grant select on table publication.cooperative_state to lumbung_public;
grant select on table publication.match_outcome to lumbung_public;
grant select on table publication.regency_summary to lumbung_national;
grant select on table publication.regency_summary to lumbung_public;
grant select on table publication.village_served to lumbung_public;
grant select on table reference.account_template to lumbung_app;
grant select on table reference.account_template to lumbung_jobs;
grant select on table reference.account_template to lumbung_national;
grant select on table reference.account_template to lumbung_public;
grant select on table reference.commodity to lumbung_app;
grant select on table reference.commodity to lumbung_jobs;
grant select on table reference.commodity to lumbung_national;
grant select on table reference.commodity to lumbung_public;
grant select on table reference.criterion to lumbung_app;
grant select on table reference.criterion to lumbung_jobs;
grant select on table reference.criterion to lumbung_national;
grant select on table reference.criterion to lumbung_public;
grant select on table reference.dataset to lumbung_app;
grant select on table reference.dataset to lumbung_jobs;
grant select on table reference.dataset to lumbung_national;
grant select on table reference.dataset to lumbung_public;
grant select on table reference.funding_source to lumbung_app;
grant select on table reference.funding_source to lumbung_jobs;
grant select on table reference.funding_source to lumbung_national;
grant select on table reference.funding_source to lumbung_public;
grant select on table reference.item_category to lumbung_app;
grant select on table reference.item_category to lumbung_jobs;
grant select on table reference.item_category to lumbung_national;
grant select on table reference.item_category to lumbung_public;
grant select on table reference.legal_route to lumbung_app;
grant select on table reference.legal_route to lumbung_jobs;
grant select on table reference.legal_route to lumbung_national;
grant select on table reference.legal_route to lumbung_public;
grant select on table reference.match_rule to lumbung_app;
grant select on table reference.match_rule to lumbung_jobs;
grant select on table reference.match_rule to lumbung_national;
grant select on table reference.match_rule to lumbung_public;
grant select on table reference.onboarding_programme to lumbung_app;
grant select on table reference.onboarding_programme to lumbung_jobs;
grant select on table reference.onboarding_programme to lumbung_national;
grant select on table reference.onboarding_programme to lumbung_public;
grant select on table reference.onboarding_step to lumbung_app;
grant select on table reference.onboarding_step to lumbung_jobs;
grant select on table reference.onboarding_step to lumbung_national;
grant select on table reference.onboarding_step to lumbung_public;
grant select on table reference.order_limit to lumbung_app;
grant select on table reference.order_limit to lumbung_jobs;
grant select on table reference.order_limit to lumbung_national;
grant select on table reference.order_limit to lumbung_public;
grant select on table reference.partner to lumbung_app;
grant select on table reference.partner to lumbung_jobs;
grant select on table reference.partner to lumbung_national;
grant select on table reference.partner to lumbung_public;
grant select on table reference.price_rule to lumbung_app;
grant select on table reference.price_rule to lumbung_jobs;
grant select on table reference.price_rule to lumbung_national;
grant select on table reference.price_rule to lumbung_public;
grant select on table reference.price_zone to lumbung_app;
grant select on table reference.price_zone to lumbung_jobs;
grant select on table reference.price_zone to lumbung_national;
grant select on table reference.price_zone to lumbung_public;
grant select on table reference.product to lumbung_app;
grant select on table reference.product to lumbung_jobs;
grant select on table reference.product to lumbung_national;
grant select on table reference.product to lumbung_public;
grant select on table reference.purchase_limit to lumbung_app;
grant select on table reference.purchase_limit to lumbung_jobs;
grant select on table reference.purchase_limit to lumbung_national;
grant select on table reference.purchase_limit to lumbung_public;
grant select on table reference.region to lumbung_app;
grant select on table reference.region to lumbung_jobs;
grant select on table reference.region to lumbung_national;
grant select on table reference.region to lumbung_partners;
grant select on table reference.region to lumbung_public;
grant select on table reference.region_alias to lumbung_app;
grant select on table reference.region_alias to lumbung_jobs;
grant select on table reference.region_alias to lumbung_national;
grant select on table reference.region_alias to lumbung_public;
grant select on table reference.region_code to lumbung_app;
grant select on table reference.region_code to lumbung_jobs;
grant select on table reference.region_code to lumbung_national;
grant select on table reference.region_code to lumbung_partners;
grant select on table reference.region_code to lumbung_public;
grant select on table reference.region_succession to lumbung_app;
grant select on table reference.region_succession to lumbung_jobs;
grant select on table reference.region_succession to lumbung_national;
grant select on table reference.region_succession to lumbung_public;
grant select on table reference.requirement_kind to lumbung_app;
grant select on table reference.requirement_kind to lumbung_jobs;
grant select on table reference.requirement_kind to lumbung_national;
grant select on table reference.requirement_kind to lumbung_public;
grant select on table reference.resale_bar to lumbung_app;
grant select on table reference.resale_bar to lumbung_jobs;
grant select on table reference.resale_bar to lumbung_national;
grant select on table reference.resale_bar to lumbung_public;
grant select on table reference.threshold to lumbung_app;
grant select on table reference.threshold to lumbung_jobs;
grant select on table reference.threshold to lumbung_national;
grant select on table reference.threshold to lumbung_public;
grant select on table sales.v_sold to lumbung_app;
grant select on table territory.boundary to lumbung_public;
grant select on table territory.boundary_set to lumbung_public;
grant select, update on table ledger.book to lumbung_ledger;
grant update (accepted_idr, accepted_on, accepted_reason, accepted_covers, accepted_difference_idr) on table procurement.invoice to lumbung_app;
grant update (address, established_on, funding_code, facility_state, facility_since, operation_state, operation_since) on table cooperatives.cooperative to lumbung_app;
grant update (closed_on) on table assets.unsettled to lumbung_app;
grant update (closed_on) on table procurement.surplus_notice to lumbung_app;
grant update (closed_through) on table ledger.book to lumbung_app;
grant update (code_hash, code_until, joined_at, left_at) on table devices.person to lumbung_app;
grant update (code_hash, code_until, token_hash, enrolled_at, seen_at, ahead_seconds, made_seq, waiting, revoked_at, revoked_by, revoked_reason, arrived) on table devices.device to lumbung_app;
grant update (ended_on) on table procurement.surplus_suggestion to lumbung_app;
grant update (file_id) on table taskforce.meeting to lumbung_app;
grant update (full_qty, empty_qty, damaged_qty, agent_qty, customer_qty, lost_found_qty, held_qty, value_idr, last_qty, last_value_idr) on table inventory.cylinder_stock to lumbung_app;
grant update (label, barcode, is_ordered, is_sold, is_active) on table catalogue.pack to lumbung_app;
grant update (last_number) on table inventory.counter to lumbung_app;
grant update (last_number) on table procurement.counter to lumbung_app;
grant update (last_number) on table sales.counter to lumbung_app;
grant update (last_seq) on table inventory.stock_book to lumbung_app;
grant update (name, category_code, product_code, commodity_code, expires, is_taxed, is_active) on table catalogue.item to lumbung_app;
grant update (name, is_active) on table ledger.account to lumbung_app;
grant update (name, premises_id, is_active) on table inventory.place to lumbung_app;
grant update (nibar, name, address, user_agency, land_area_dm2, floor_area_dm2, acquired_year, land_right, certificate_number, certificate_date, stated_use, origin, price_idr, note, register_condition, is_storeyed, is_concrete, document_number, document_date, land_status, land_code, village_id, latitude, longitude, point_source, parcel, parcel_area_dm2, west, south, east, north, current_use, current_user_name, used_until, upkeep_year_idr, fair_rent_year_idr, fair_rent_basis, is_divisible, withdrawn_on, withdrawn_reason, revision, import_id, source_name, source_date, updated_at, owner_name) on table assets.asset to lumbung_app;
grant update (number, stage, sent_packs, received_packs, returned_packs, amount_idr, received_on, seller_posted_on, paid_on, collected_on, flags) on table procurement.surplus_sale to lumbung_app;
grant update (outcome, asset_id, problems) on table assets.kib_row to lumbung_app;
grant update (outcome, ended_on, posted_on, gain_idr, loss_idr, reason, ended_by, ended_role) on table inventory.stocktake to lumbung_app;
grant update (qty_base) on table inventory.reorder_point to lumbung_app;
grant update (qty_base) on table inventory.stock to lumbung_app;
grant update (qty_base, value_idr, last_qty_base, last_value_idr) on table inventory.pool to lumbung_app;
grant update (scenario_id, published_on) on table matching.published to lumbung_app;
grant update (screened_on, criteria_version) on table assets.screening_day to lumbung_app;
grant update (settled_at, settled_by, settled_note) on table devices.sent_call to lumbung_app;
grant update (settled_on, settled_at, settled_by, outcome, note, last_reminded_at, reminders) on table tasks.task to lumbung_app;
grant update (stage) on table opening.sheet to lumbung_app;
grant update (stage, closed_on, close_reason) on table proposals.proposal to lumbung_app;
grant update (state, run_id, answer, result_hash, solver, proven, gap_served, gap_burden, served_count, need_count, burden, unserved_permille, solved_at) on table matching.scenario to lumbung_app;
grant update (state, run_id, refused, head, counts, with_doubtful, checked_at, taken_at, left_at) on table assets.kib_import to lumbung_app;
grant update (status) on table procurement."order" to lumbung_app;
grant update (term_to) on table cooperatives.officer to lumbung_app;
grant update (valid_to) on table assets.criterion to lumbung_app;
grant update (valid_to) on table catalogue.trade_rule to lumbung_app;
grant update (valid_to) on table cooperatives.premises to lumbung_app;
grant update (valid_to) on table partners.agreement to lumbung_app;
grant update (valid_to) on table partners.partnership to lumbung_app;
grant update (valid_to, village_id, outcome, score, known_percent, reasons, criteria_version) on table assets.screening to lumbung_app;
grant update (village_id) on table assets.asset_change to lumbung_app;
grant update (village_id) on table assets.asset_document to lumbung_app;
grant update (village_id) on table assets.finding to lumbung_app;
grant update (village_id) on table assets.observation to lumbung_app;
grant update (village_id) on table assets.survey to lumbung_app;
grant update (village_id) on table assets.survey_photo to lumbung_app;
grant update (village_id, state, exported_at, settled_on, settled_note) on table assets.legal_correction to lumbung_app;
grant usage on schema assets to lumbung_app;
grant usage on schema audit to lumbung_app;
grant usage on schema audit to lumbung_jobs;
grant usage on schema audit to lumbung_public;
grant usage on schema auth to lumbung_app;
grant usage on schema catalogue to lumbung_app;
grant usage on schema cooperatives to lumbung_app;
grant usage on schema devices to lumbung_app;
grant usage on schema exchange to lumbung_app;
grant usage on schema inventory to lumbung_app;
grant usage on schema jobs to lumbung_app;
grant usage on schema jobs to lumbung_jobs;
grant usage on schema ledger to lumbung_app;
grant usage on schema ledger to lumbung_ledger;
grant usage on schema matching to lumbung_app;
grant usage on schema opening to lumbung_app;
grant usage on schema partners to lumbung_app;
grant usage on schema platform to lumbung_app;
grant usage on schema platform to lumbung_jobs;
grant usage on schema procurement to lumbung_app;
grant usage on schema procurement to lumbung_partners;
grant usage on schema proposals to lumbung_app;
grant usage on schema publication to lumbung_app;
grant usage on schema publication to lumbung_national;
grant usage on schema publication to lumbung_public;
grant usage on schema reference to lumbung_app;
grant usage on schema reference to lumbung_jobs;
grant usage on schema reference to lumbung_national;
grant usage on schema reference to lumbung_partners;
grant usage on schema reference to lumbung_public;
grant usage on schema reporting to lumbung_app;
grant usage on schema sales to lumbung_app;
grant usage on schema taskforce to lumbung_app;
grant usage on schema tasks to lumbung_app;
grant usage on schema territory to lumbung_app;
grant usage on schema territory to lumbung_public;

-- Settings of roles
alter role lumbung_app set idle_in_transaction_session_timeout=60s;
alter role lumbung_app set lock_timeout=10s;
alter role lumbung_app set statement_timeout=30s;
alter role lumbung_national set statement_timeout=15s;
alter role lumbung_partners set statement_timeout=15s;
alter role lumbung_public set statement_timeout=5s;

-- Comments on columns
comment on column assets.asset.regency_id is 'Tenant and distribution key.';
comment on column assets.asset.owner_name is 'Of what is not the regency''s: the ministry, company, developer or person, as they are called.';
comment on column assets.asset.owner_number is 'The owner''s own number of it; not of the register.';
comment on column assets.observation.file_id is 'The paper or photo that shows it.';
comment on column assets.screening.nearness is 'The lower, the nearer to passing: so many hard criteria open, then the score; under 101 nothing is open. Null where the asset is not of the kind the use needs.';
comment on column assets.screening.causes is 'Of one that fails the topics missed, of one that is unknown who settles it: a JSON array, one entry a criterion.';
comment on column auth."grant".regency_id is 'Null for a role of the nation, which reaches every regency.';
comment on column auth."grant".given_by is 'User who gave it; null for the first administrator, sample data and the command line.';
comment on column auth."user".disabled_at is 'Since when no session of his is accepted; his grants stay for the record.';
comment on column auth.password_reset.regency_id is 'The regency whose audit log tells who issued the link, and that it was used.';
comment on column auth.session.token is 'Worthless without the signature in the cookie, which the server''s key makes.';
comment on column auth.session.seen_at is 'Written at most once a minute.';
comment on column auth.two_factor.last_step is 'The 30 s step of the last accepted code: a code of this step or an earlier one is refused.';
comment on column devices.device.arrived is 'How many of its numbers have come: the cache of its sent calls, written where they are.';
comment on column jobs.outbox.starter is 'The person who started a run, his hat and his reach: the work is done as him. Null when the machine works for itself.';
comment on column partners.sell_through_item.village_codes is 'Kemendagri codes of the kelurahan the cooperative serves: what a partner knows an outlet by.';
comment on column platform.photo.width is 'Pixels of the original, the right way up.';
comment on column platform.photo_origin.camera_time is 'The camera''s own clock, local to wherever it was set; a zone only if it wrote one (camera_offset).';
comment on column procurement.invoice.accepted_covers is '[{seq, qtyBase}]: goods that were kept and that this invoice covers, as of the day it was accepted.';
comment on column procurement.invoice.accepted_difference_idr is 'What was accepted beyond the goods it covers at the price of the order; below zero where less was.';
comment on column procurement.receipt_line.empties_given is 'Empty cylinders handed to the supplier against this line; nothing for goods that come in none.';
comment on column publication.regency_summary.sources is '[{about, name, date, sample}], without doubles: what the counts rest on.';
comment on column reference.commodity.qty_base is 'Base units in what one price buys: 5 000 gram, 1 000 millilitre, 1 cylinder.';
comment on column reference.commodity.is_whole is 'Sold in its own pack only: an SPHP sack is not opened.';
comment on column reference.legal_route.city_code is 'Kemendagri code of the city that decided so for itself, whose row then goes before the nation''s; empty for the nation.';
comment on column reference.region.centre_lng is 'A point inside the region, degrees east: where its circle is drawn while no boundary is imported.';
comment on column reference.region.valid_from is 'First day it exists; -infinity where the source does not say.';
comment on column reference.region.valid_to is 'First day it no longer exists; infinity while it does.';
comment on column sales.sale_line.owed is 'Of consigned goods: [{partnerId, costIdr}], part of cost_idr. Never below zero.';
