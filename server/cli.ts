import { fail, runServer } from './main.ts';
import { readConfig } from './platform/config.ts';
import { demoConfig, isDemo, prepareDemo, resetDemo } from './start-demo.ts';
import { verbs } from './verbs.ts';

const usage = `Pemakaian: npm run lumbung -- PERINTAH

${Object.entries(verbs)
  .map(([name, verb]) => `  ${`${name} ${verb.usage}`.padEnd(58)} ${verb.about}`)
  .join('\n')}
`;

async function main([name = '', ...rest]: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  if (name === 'demo') {
    if (rest.includes('--reset')) await resetDemo(config);
    return await runServer(demoConfig(config), { prepare: prepareDemo });
  }
  const words = [name, ...rest];
  const found = Object.entries(verbs).find(([verb]) => verb.split(' ').every((word, index) => words[index] === word));
  if (!found) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const [verb, { run }] = found;
  process.exitCode = await run(isDemo(config) ? demoConfig(config) : config, words.slice(verb.split(' ').length));
}

await main(process.argv.slice(2)).catch(fail);
