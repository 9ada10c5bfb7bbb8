import { startEmbedded } from '../start.ts';

/** A process that starts the server of the folder it is given and looks after it until it is killed. */
const { ownerUrl, adopted } = await startEmbedded({ dataDir: process.argv[2] ?? '', fsync: false });
process.stdout.write(`${JSON.stringify({ ownerUrl, adopted })}\n`);
setInterval(() => undefined, 60_000);
