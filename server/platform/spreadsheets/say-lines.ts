import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { UnreadableFile } from './read-cells.ts';

/** Told by who started this process. */
const cpuSecondsMax = Number(process.argv[2]);

/** The side of the process that reads: what it was told, and a mouth that waits until it is heard. */
export async function toldApart(): Promise<unknown> {
  return await json(process.stdin);
}

/** Says one line. @throws UnreadableFile when reading has taken more of a processor than any register may */
export async function sayLine(value: object): Promise<void> {
  const { user, system } = process.cpuUsage();
  if (user + system > cpuSecondsMax * 1_000_000) throw new UnreadableFile('takes-too-long');
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}
