import { readConfig } from '../server/platform/config.ts';
import { openLog } from '../server/platform/log.ts';
import { demoConfig } from '../server/start-demo.ts';
import { openLumbung, serve } from '../server/wiring.ts';

// The server in a process of its own, as people run it, on a database that starts empty: it tells its parent the owner's address,
// so that the bench can fill it set-wise, and how much memory it holds when asked. As in the demo nobody needs a second factor.

const log = openLog();
const lumbung = await openLumbung(demoConfig(readConfig(process.env)), { note: (error) => log.warn({ err: error }) });
const stop = await serve(lumbung, log);
process.send?.({ ownerUrl: lumbung.databases.ownerUrl });

let isEnding = false;
const end = () => {
  if (isEnding) return;
  isEnding = true;
  void stop().finally(() => process.exit());
};
process.on('SIGTERM', end);
process.on('disconnect', end); // the bench is gone, so nobody else will stop this
