import { hashPassword } from '../server/platform/auth/password.ts';
import { percentile } from './figure.ts';
import { password, signIn } from './nation.ts';
import { countOrders, cursorAt, inboxPage, insertOrders, insertPartnerPerson } from './orders.store.ts';
import type { Stage } from './stage.ts';
import { askInTurn } from './traffic.ts';

/** Orders of a cooperative, two of which wait. */
const each = 4;
const rounds = 100;
/** Budget of any list. */
const budgetMs = 50;

/** A partner's inbox, of one city and of all, through the front door with policies, where every cooperative of the nation ordered from him. */
export async function orders(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const { owner, server, city, large } = nation;
  await insertOrders(owner, each);
  const cookie = await signIn(server.url, await insertPartnerPerson(owner, await hashPassword(password)));
  const counted = await countOrders(owner);
  const where = `${counted.open} open of ${counted.orders} orders of ${counted.buyers} cooperatives`;
  const deep = await cursorAt(owner, Math.floor(counted.open / 2));
  const asked: Readonly<Record<string, { of: typeof city; path: string }>> = {
    [`inbox of a city of ${city.cooperatives}`]: { of: city, path: '/orders' },
    [`inbox of a city of ${large.cooperatives}`]: { of: large, path: '/orders' },
    'what was agreed, in that city': { of: large, path: '/orders?status=confirmed' },
    'what is over, in that city': { of: large, path: '/orders?open=false' },
    'inbox of all cities': { of: large, path: '/orders?everywhere=true' },
    'inbox of all cities, from the middle': { of: large, path: `/orders?everywhere=true&after=${deep}` },
    'what was agreed, in all cities': { of: large, path: '/orders?everywhere=true&status=confirmed' },
    'line by line, all cities, 200 orders': { of: large, path: '/order-lines?everywhere=true&limit=200' },
  };
  for (const [what, { of, path }] of Object.entries(asked)) {
    const url = `${server.url}/api/regencies/${of.code}${path}`;
    const { ms } = await askInTurn(() => ({ url, cookie }), rounds);
    await stage.report({ figure: `${what}, ${where}, p95`, value: percentile(ms, 95), unit: 'ms', baseline: budgetMs });
    await stage.report({ figure: `${what}, median`, value: percentile(ms, 50), unit: 'ms', baseline: budgetMs });
  }
  const plain: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await inboxPage(owner);
    plain.push(performance.now() - began);
  }
  await stage.report({
    figure: 'the first page of all cities by plain SQL, p95',
    value: percentile(plain, 95),
    unit: 'ms',
    baseline: budgetMs,
  });
}
