import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { Composed, TypesetJob } from './typesetter.ts';

// The process that holds Typst: it takes 230-370 MB and blocks its thread, so it never lives in the server.
// It dies with its parent, whatever became of that.
process.on('disconnect', () => process.exit());

const workspace = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const weights = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'];
const fonts = fileURLToPath(new URL('.', import.meta.resolve('@expo-google-fonts/plus-jakarta-sans')));

const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: weights.map((weight) => fonts + weight) }] });

process.on('message', (job: TypesetJob) => {
  void answer(job);
});

async function answer(job: TypesetJob): Promise<void> {
  process.send?.(compose(job));
  compiler.resetShadow();
  compiler.evictCache(0);
  await setImmediate(); // native objects are freed only when the event loop turns
}

function compose(job: TypesetJob): Composed {
  compiler.mapShadow(`${workspace}/data.json`, Buffer.from(JSON.stringify(job.data)));
  for (const [name, bytes] of job.assets ?? []) compiler.mapShadow(`${workspace}/assets/${name}`, Buffer.from(bytes));
  try {
    const compiled = compiler.compile({ mainFilePath: `${workspace}/${job.template}`, resetRead: true });
    const complaints = [compiled.takeError(), compiled.takeWarnings()].flatMap((found) =>
      found === null ? [] : inWords(found),
    );
    if (complaints.length > 0 || compiled.result === null) return { complaints };
    return {
      pdf: compiler.pdf(compiled.result, job.pdfStandard === undefined ? {} : { pdfStandard: job.pdfStandard }),
    };
  } catch (error) {
    return { complaints: [String(error)] };
  }
}

interface Diagnostic {
  message: string;
  path: string;
  range: { start: { line: number } } | null;
}

function inWords(found: NodeError): string[] {
  return compiler
    .fetchDiagnostics(found)
    .map(
      ({ message, path, range }: Diagnostic) =>
        `${path.replace(`${workspace}/`, '')}:${(range?.start.line ?? 0) + 1} ${message}`,
    );
}
