/** The logins of the first migration; on the test server they all have the one password. */
export type Login = 'lumbung_app' | 'lumbung_public' | 'lumbung_national' | 'lumbung_partners' | 'lumbung_jobs';

const password = 'only-for-tests';

export const allowLogins = (
  ['lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_partners', 'lumbung_jobs'] satisfies Login[]
)
  .map((login) => `alter role ${login} password '${password}'`)
  .join(';\n');

/** The address of the same database for another login. */
export function urlAs(login: Login, ownerUrl: string): string {
  return Object.assign(new URL(ownerUrl), { username: login, password }).href;
}
