import { UnreadableFile } from '../read-cells.ts';
import { sayLine, toldApart } from '../say-lines.ts';

const { seconds } = (await toldApart()) as { seconds: number };
const used = () => process.cpuUsage().user + process.cpuUsage().system;
const until = used() + seconds * 1_000_000;
try {
  for (let turn = 0; used() < until; turn += 1) if (turn % 10_000 === 0) await sayLine({ turn });
  await sayLine({ end: true });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  process.stdout.write(`${error.why}\n`);
}
