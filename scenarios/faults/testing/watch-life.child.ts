import { setTimeout as delay } from 'node:timers/promises';

/** Asks for a sign of life each 10 ms until told to stop, in a process of its own so that the load of a test is not measured along. */
const [url = ''] = process.argv.slice(2);
const took: number[] = [];
let isOver = false;
process.stdin.on('end', () => {
  isOver = true;
});
process.stdin.resume();
while (!isOver) {
  const began = performance.now();
  const { ok } = await fetch(url);
  if (!ok) throw new Error('no sign of life');
  took.push(performance.now() - began);
  await delay(10);
}
process.stdout.write(JSON.stringify(took));
