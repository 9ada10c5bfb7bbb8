import type pg from 'pg';

// The rows that an answer is made of, read the plainest way: no server, no policies, no shaping. What the system adds is the rest.

export async function publishedRows(owner: pg.Pool, regencyId: number, day: string): Promise<number> {
  const { rows } = await owner.query(
    `select distinct on (cooperative_id) * from publication.cooperative_state
     where regency_id = $1 and effective_on <= $2 order by cooperative_id, effective_on desc`,
    [regencyId, day],
  );
  return rows.length;
}

/** Cooperatives, the state actions up to the day, open tasks and premises. */
export async function pictureRows(owner: pg.Pool, regencyId: number, day: string): Promise<number> {
  const reads = [
    'select * from cooperatives.cooperative where regency_id = $1 and created_at is not null and $2::date is not null',
    `select distinct on (cooperative_id, axis) * from cooperatives.state_action where regency_id = $1 and effective_on <= $2
     order by cooperative_id, axis, effective_on desc, recorded_at desc`,
    'select * from tasks.task where regency_id = $1 and opened_on <= $2 and (settled_on is null or settled_on > $2)',
    'select * from cooperatives.premises where regency_id = $1 and valid_from <= $2',
  ];
  let read = 0;
  for (const text of reads) read += (await owner.query(text, [regencyId, day])).rows.length;
  return read;
}

export async function summaryRows(owner: pg.Pool): Promise<number> {
  return (await owner.query('select * from publication.regency_summary')).rows.length;
}

export async function registerPage(owner: pg.Pool, regencyId: number): Promise<number> {
  const { rows } = await owner.query(
    'select * from cooperatives.cooperative where regency_id = $1 order by name limit 50',
    [regencyId],
  );
  return rows.length;
}

export async function worklistPage(owner: pg.Pool, regencyId: number): Promise<number> {
  const { rows } = await owner.query(
    'select * from tasks.task where regency_id = $1 and settled_on is null order by due_on, opened_on, id limit 50',
    [regencyId],
  );
  return rows.length;
}
