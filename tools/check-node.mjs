// First in every npm script: without install scripts npm leaves `.bin/node` dangling and silently falls back to the
// system's Node, which cannot run our TypeScript. Plain JavaScript, so that any Node can say so.
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const running = process.versions.node;

if (running !== dependencies.node) {
  console.error(
    `Lumbung runs on Node ${dependencies.node}, but this is Node ${running}: npm did not run the install script of`,
  );
  console.error('the package "node". Run this once, then try again:');
  console.error('  npm rebuild node --ignore-scripts=false');
  process.exit(1);
}
