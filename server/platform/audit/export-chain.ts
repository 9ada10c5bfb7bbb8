import type { RegencyId } from '../../kernel/ids.ts';
import type { Central } from '../db/tx.ts';
import { readChain, type Sealed } from './chain.store.ts';

/** A chain as text, one link a line, for whoever wants to verify it without our database. */
export async function* exportChain(central: Central, regencyId: RegencyId): AsyncGenerator<string> {
  for await (const page of readChain(central, regencyId))
    yield page.map((link) => `${JSON.stringify(link)}\n`).join('');
}

/** Reads such lines back, for `verifyChain`. */
export async function* readExport(lines: AsyncIterable<string>): AsyncGenerator<readonly Sealed[]> {
  for await (const line of lines) if (line.trim() !== '') yield [JSON.parse(line) as Sealed];
}
