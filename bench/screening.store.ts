import type pg from 'pg';

// Generated observations and, of the other cities, results, written set-wise by the owner; this city's results the server makes itself.

/** What two offices saw in one city: of each asset about three quarters of the subjects, in every word there is. */
export async function insertObservations(owner: pg.Pool, regencyId: number): Promise<void> {
  await owner.query(
    `
    with subject (place, name, words, authority) as (values
      (0, 'flood', array['none', 'none', 'none', 'occasional', 'frequent'], 'technical-office'),
      (1, 'mangrove', array['absent', 'absent', 'absent', 'present'], 'technical-office'),
      (2, 'landslide', array['absent', 'absent', 'absent', 'possible', 'present'], 'technical-office'),
      (3, 'cut_and_fill', array['none', 'light', 'light', 'heavy'], 'technical-office'),
      (4, 'soil', array['firm', 'firm', 'soft', 'peat'], 'technical-office'),
      (5, 'power_line', array['absent', 'absent', 'absent', 'absent', 'present'], 'technical-office'),
      (6, 'slope_percent', null, 'technical-office'),
      (7, 'road_access', array['asphalt', 'concrete', 'stone', 'earth', 'none'], 'dinas-officer')),
    asset as (select id, village_id, row_number() over (order by register) as n from assets.asset where regency_id = $1)
    insert into assets.observation (regency_id, id, asset_id, village_id, subject, word, number, observed_on, authority, source_name, source_date,
      recorded_role)
    select $1, uuidv7(), asset.id, village_id, name, words[1 + (n * 7 + place * 3) / 4 % cardinality(words)], case when words is null then n % 31 end,
      '2025-10-01', authority, 'ukur', '2025-10-01', authority
    from asset cross join subject where (n + place) % 4 <> 0`,
    [regencyId],
  );
  await owner.query('vacuum (analyze) assets.observation');
}

/** Every other city's assets have been screened for one use, with one of three results. */
export async function insertOtherScreenings(owner: pg.Pool, regencyId: number): Promise<void> {
  await owner.query(
    `
    with reason (criterion, topic, settled_by) as (values
      ('slope', 'ground', 'technical-office'), ('flood', 'water', 'technical-office'), ('title', 'legal', 'bkad-officer')),
    open as (
      select state, jsonb_agg(jsonb_build_object('criterion', criterion, 'topic', topic, 'state', state, 'why', 'missed', 'is', '[]'::jsonb,
        'settledBy', settled_by, 'reportedBy', null)) as reasons
      from reason cross join unnest(array['fail', 'unknown']) as state group by state),
    result (place, outcome, reasons) as (
      values (0, 'pass', '[]'::jsonb) union all select case state when 'fail' then 1 else 2 end, state, reasons from open)
    insert into assets.screening (regency_id, asset_id, use, valid_from, village_id, outcome, score, known_percent, reasons, criteria_version)
    select regency_id, id, 'new_building', '2025-11-01', village_id, outcome, 40, 60, reasons, 'ukur'
    from assets.asset join result on place = right(register, 1)::integer % 3
    where regency_id <> $1`,
    [regencyId],
  );
}

export async function vacuumScreenings(owner: pg.Pool): Promise<void> {
  await owner.query('vacuum (analyze) assets.screening');
}

/** An asset of this city, and one deep in the list of those that do not pass. */
export async function someScreened(owner: pg.Pool, regencyId: number): Promise<{ id: string; deep: string }> {
  const { rows } = await owner.query<{ id: string }>(
    `select asset_id as id from assets.screening
     where regency_id = $1 and use = 'new_building' and valid_to is null and nearness is not null order by nearness, asset_id offset 15000 limit 1`,
    [regencyId],
  );
  const [deep] = rows;
  if (deep === undefined) throw new Error('the city was not screened');
  return { id: deep.id, deep: deep.id };
}

/** Seconds that writing a city's results takes by plain SQL, all at once and out of a table; nothing of it stays. */
export async function plainWriteS(owner: pg.Pool, regencyId: number): Promise<number> {
  const columns =
    'regency_id, asset_id, use, valid_from, valid_to, village_id, outcome, score, known_percent, reasons, criteria_version';
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temporary table kept on commit drop as select * from assets.screening where regency_id = ${regencyId}`,
    );
    await client.query('delete from assets.screening where regency_id = $1', [regencyId]);
    const began = performance.now();
    await client.query(`insert into assets.screening (${columns}) select ${columns} from kept`);
    return (performance.now() - began) / 1000;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
