import type pg from 'pg';

// Generated data, written set-wise by the owner into the schema as it is migrated. Every village of Indonesia has a cooperative; what
// each did follows from its number, so that every run measures the same nation. The business date is the demonstration's.

export interface City {
  readonly regencyId: number;
  readonly code: string;
  readonly name: string;
  readonly cooperatives: number;
}

/** Villages of today with where they lie, numbered. */
const villages = `
  select regency.id as regency_id, village.id as village_id, village.name, district.name as district, code.code,
    row_number() over (order by village.id) as number
  from reference.region as village
  join reference.region as district on district.id = village.parent_id
  join reference.region as regency on regency.id = district.parent_id
  join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri' and code.valid_to = 'infinity'
  where village.level = 'village' and village.valid_to = 'infinity'`;

/** Cooperatives, the kelurahan they serve, where they work from and with which partner. */
export async function insertNation(owner: pg.Pool): Promise<void> {
  await owner.query(`
    create temporary table made on commit drop as select *, uuidv7() as id, uuidv7() as place_id from (${villages}) as village;
    insert into cooperatives.cooperative (regency_id, id, name)
      select regency_id, id, 'Koperasi Kelurahan Merah Putih ' || name || ' ' || code from made;
    insert into cooperatives.service_area (regency_id, cooperative_id, village_id, valid_from)
      select regency_id, id, village_id, '2025-07-07' from made;
    insert into cooperatives.place (regency_id, id, cooperative_id, name, source_name, source_date)
      select regency_id, place_id, id, 'Kantor ' || name, 'ukur', '2025-07-07' from made;
    insert into cooperatives.premises (regency_id, id, cooperative_id, use, place_id, right_kind, valid_from, recorded_role, source_name, source_date)
      select regency_id, uuidv7(), id, use, place_id, 'lent_by_owner', '2025-08-01', 'dinas-officer', 'ukur', '2025-07-07'
      from made, unnest(array['secretariat', 'outlet']) as use where use = 'secretariat' or number % 4 = 0;
    insert into partners.partner (regency_id, id, name, kind)
      select regency_id, uuidv7(), partner, 'bumn' from (select distinct regency_id from made) as city, unnest(array['Bulog', 'Patra Niaga']) as partner;
    insert into partners.partnership (regency_id, id, cooperative_id, partner_id, goods, stage, valid_from, recorded_role, source_name, source_date)
      select made.regency_id, uuidv7(), made.id, partner.id, array['staples'], 'active', '2025-09-01', 'dinas-officer', 'ukur', '2025-09-01'
      from made join partners.partner using (regency_id) where made.number % 5 = 0;
    insert into tasks.task (regency_id, id, kind, cooperative_id, owner_role, opened_on, due_on, origin_kind, origin_id)
      select regency_id, uuidv7(), 'taskforce-action', id,
        (array['lurah', 'camat', 'dinas-officer', 'bkad-officer', 'cooperative-manager'])[1 + number % 5],
        date '2025-11-27' - (number % 60)::integer, date '2025-11-27' + (number % 20)::integer - 10, 'taskforce/decision', uuidv7()
      from made`);
}

/**
 * Facts of the past: per cooperative and round two steps of its building, two of its trade, a price that stays published, and three
 * tasks that were settled. The first round is the one that led to today; later ones lie before it.
 */
export async function insertHistory(
  owner: pg.Pool,
  { times, regencyIds }: { times: number; regencyIds?: readonly number[] },
): Promise<void> {
  const isFirst = regencyIds === undefined;
  await owner.query(
    `create temporary table made on commit drop as
      select cooperative.regency_id, cooperative.id, row_number() over (order by cooperative.id) as number, round
      from cooperatives.cooperative, generate_series(1, ${times}) as round
      where ${isFirst} or cooperative.regency_id in (${(regencyIds ?? [0]).map(Number).join()});
    alter table made add latest date;
    update made set latest = date '2025-11-20' - ((${isFirst ? 0 : 1} * round) * 40 + number % 30)::integer;
    insert into cooperatives.state_action (regency_id, id, cooperative_id, axis, state, effective_on, recorded_at, recorded_role, source_name, source_date)
      select regency_id, uuidv7(), id, axis, state, latest - before, latest - before + interval '9 hours', 'dinas-officer', 'ukur', latest - before
      from made, (values ('facility', 'proposed', 30), ('facility', 'under_construction', 5), ('operation', 'not_trading', 20), ('operation', 'trading', 2)) as step (axis, state, before)
      where before > 10 or number % 4 = 0;
    insert into tasks.task (regency_id, id, kind, cooperative_id, owner_role, opened_on, due_on, origin_kind, origin_id, settled_on, settled_at, outcome)
      select regency_id, uuidv7(), 'taskforce-action', id, 'lurah', latest - 9 - each, latest, 'taskforce/decision', uuidv7(), latest - each, latest, 'done'
      from made, generate_series(0, 2) as each`,
  );
  await owner.query(`
    insert into publication.cooperative_state (regency_id, cooperative_id, effective_on, name, villages, facility, operation,
      with_bumn_partner, partners, premises, commodities, sources)
    select cooperative.regency_id, cooperative.id, day.effective_on, cooperative.name,
      jsonb_build_array(jsonb_build_object('code', right(cooperative.name, 13), 'name', 'Kelurahan', 'district', 'Kecamatan')),
      'proposed', 'unknown', false, '[]', '[{"use": "secretariat", "place": "Kantor", "address": null, "latitude": null, "longitude": null,
        "right": "lent_by_owner", "since": "2025-08-01", "sample": false}]',
      '[]', '[{"name": "ukur", "date": "2025-07-07", "sample": false}]'
    from cooperatives.cooperative
    join lateral (select distinct effective_on from cooperatives.state_action as action
      where action.regency_id = cooperative.regency_id and action.cooperative_id = cooperative.id) as day on true
    on conflict do nothing`);
}

/** What recording, publishing and a night would have left: cached states, roll-ups, statistics and visibility. */
export async function refresh(owner: pg.Pool): Promise<void> {
  await owner.query(`
    update cooperatives.cooperative set facility_state = state.facility, facility_since = state.facility_since,
      operation_state = state.operation, operation_since = state.operation_since
    from (select distinct regency_id from cooperatives.cooperative) as city, cooperatives.states_on(city.regency_id, '2025-11-27') as state
    where cooperative.regency_id = city.regency_id and cooperative.id = state.cooperative_id;
    insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation)
    select regency_id, '2025-11-27', count(*), jsonb_build_object('none', 0, 'proposed', count(*), 'designated', 0, 'underConstruction', 0, 'handedOver', 0),
      jsonb_build_object('trading', 0, 'notTrading', 0, 'unknown', count(*), 'withBumnPartner', 0)
    from cooperatives.cooperative group by regency_id
    on conflict (regency_id) do nothing`);
  await owner.query('vacuum (analyze)');
}

const cities = `
  select cooperative.regency_id as "regencyId", code.code, region.name, count(*)::integer as cooperatives
  from cooperatives.cooperative
  join reference.region on region.id = cooperative.regency_id
  join reference.region_code as code on code.region_id = region.id and code.authority = 'kemendagri' and code.valid_to = 'infinity'
  group by cooperative.regency_id, code.code, region.name`;

export async function cityByCode(owner: pg.Pool, code: string): Promise<City> {
  return only(await owner.query<City>(`select * from (${cities}) as city where code = $1`, [code]));
}

export async function largestCity(owner: pg.Pool): Promise<City> {
  return only(await owner.query<City>(`${cities} order by cooperatives desc limit 1`));
}

export async function countNation(owner: pg.Pool): Promise<{ cooperatives: number; regencies: number }> {
  return only(
    await owner.query(`
      select count(*)::integer as cooperatives, count(distinct regency_id)::integer as regencies from cooperatives.cooperative`),
  );
}

/** Accounts with grants: those of a kelurahan or a cooperative are spread over the city's. @returns their e-mail addresses */
export async function insertPeople(
  owner: pg.Pool,
  { regencyId }: City,
  { roles, passwordHash }: { roles: readonly string[]; passwordHash: string },
): Promise<string[]> {
  const { rows } = await owner.query<{ email: string }>(
    `with place as (
      select area.village_id, village.parent_id as district_id, area.cooperative_id, row_number() over (order by area.village_id) as number,
        count(*) over () as of
      from cooperatives.service_area as area join reference.region as village on village.id = area.village_id where area.regency_id = $1),
    person as (
      select uuidv7()::text as id, role, 'ukur-' || gen_random_uuid() || '@ukur.lumbung.id' as email, number
      from unnest($2::text[]) with ordinality as asked (role, number)),
    "user" as (insert into auth."user" (id, name, email, email_verified) select id, 'Ukur ' || role, email, true from person),
    account as (
      insert into auth.account (id, account_id, provider_id, user_id, password) select uuidv7()::text, id, 'credential', id, $3 from person),
    "grant" as (
      insert into auth."grant" (id, user_id, role, regency_id, district_id, village_id, cooperative_id, valid_from)
      select uuidv7(), person.id, role, $1, case role when 'camat' then district_id end, case role when 'lurah' then village_id end,
        case when role like 'cooperative-%' then cooperative_id end, '2025-07-07'
      from person join place on place.number = 1 + person.number % place.of)
    select email from person order by number`,
    [regencyId, roles, passwordHash],
  );
  return rows.map(({ email }) => email);
}

function only<Row extends pg.QueryResultRow>({ rows: [row] }: pg.QueryResult<Row>): Row {
  if (row === undefined) throw new Error('the bench finds no such row');
  return row;
}

export interface Logins {
  /** Bound by the policies of lumbung_app, whose member it is. */
  readonly boundUrl: string;
  /** The owner, whom none binds. */
  readonly freeUrl: string;
}

/** A login with the app's rights and no more, because the app's own password stays with the server. */
export async function allowReader(owner: pg.Pool): Promise<Logins> {
  const freeUrl = owner.options.connectionString ?? '';
  await owner.query("create role ukur login password 'ukur' in role lumbung_app");
  return { freeUrl, boundUrl: Object.assign(new URL(freeUrl), { username: 'ukur', password: 'ukur' }).href };
}
