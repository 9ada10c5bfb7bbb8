import pg from 'pg';

/** Does some work on one connection of its own, for the rare jobs that no pool serves. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error; // without a listener a connection lost while idle would end the process; the next query rejects
  });
  await client.connect();
  try {
    return await work(client);
  } catch (error) {
    throw lost === undefined ? error : new Error('connection to PostgreSQL lost', { cause: lost });
  } finally {
    await client.end();
  }
}
