import { once } from 'node:events';
import pg from 'pg';
import { hashPassword } from '../server/platform/auth/password.ts';
import * as fill from './nation.store.ts';
import { type Running, start } from './running.ts';

/** The kelurahan the article is about, in the city of the demonstration. */
const small = '64.71';
export const password = 'kata sandi untuk ukur';

/** A nation at work: every village of Indonesia with a cooperative, and one server over it. */
export interface Nation {
  readonly server: Running;
  /** As the owner, whom no policy binds: to fill, and to ask the same by plain SQL. */
  readonly owner: pg.Pool;
  /** Balikpapan, 34 cooperatives. */
  readonly city: fill.City;
  /** The regency with the most villages. */
  readonly large: fill.City;
  readonly cooperatives: number;
  readonly regencies: number;
  /** Gives both cities ten times their history; again changes nothing. */
  deepen(): Promise<void>;
}

/** Fills the whole nation in some seconds, set-wise and as the owner: what is measured is reading it. */
export async function startNation(dataDir: string): Promise<Nation> {
  const server = await start(['bench/serve.child.ts'], dataDir);
  try {
    return await fillNation(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function fillNation(server: Running): Promise<Nation> {
  const told = Promise.race([once(server.process, 'message'), once(server.process, 'exit')]);
  const [{ ownerUrl }] = (await told) as [{ ownerUrl?: string }];
  if (ownerUrl === undefined) throw new Error('the server ended before it was ready');
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  owner.on('error', () => undefined); // when filling fails the database stops under it, and that failure is the one to tell
  await fill.insertNation(owner);
  await fill.insertHistory(owner, { times: 1 });
  await fill.refresh(owner);
  const [city, large] = [await fill.cityByCode(owner, small), await fill.largestCity(owner)];
  let isDeep = false;
  return {
    server,
    owner,
    city,
    large,
    ...(await fill.countNation(owner)),
    deepen: async () => {
      if (isDeep) return;
      isDeep = true;
      await fill.insertHistory(owner, { times: 9, regencyIds: [city.regencyId, large.regencyId] });
      await fill.refresh(owner);
    },
  };
}

export async function stopNation({ server, owner }: Nation): Promise<void> {
  await owner.end();
  await server.stop();
}

/** Enrols people of these roles in a city and signs them in through the front door. @returns their cookies, in order */
export async function signInPeople(
  { server, owner }: Nation,
  city: fill.City,
  roles: readonly string[],
): Promise<string[]> {
  const emails = await fill.insertPeople(owner, city, { roles, passwordHash: await hashPassword(password) });
  const cookies: string[] = [];
  for (const email of emails) cookies.push(await signIn(server.url, email));
  return cookies;
}

export async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
