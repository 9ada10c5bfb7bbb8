import { type RegencyId, regencyId as toRegencyId } from '../../kernel/ids.ts';
import { OperatorError } from '../db/embedded/operator-error.ts';
import type { Central } from '../db/tx.ts';
import { readChain, type Sealed } from './chain.store.ts';
import { type ChainReport, type Trust, verifyChain } from './verify.ts';

type ExportedLink = Sealed & { readonly regencyId: number };

/** A chain as text, one link a line, for whoever wants to verify it without our database. */
export async function* exportChain(central: Central, regencyId: RegencyId): AsyncGenerator<string> {
  for await (const page of readChain(central, regencyId))
    yield page.map((link) => `${JSON.stringify({ regencyId, ...link } satisfies ExportedLink)}\n`).join('');
}

/**
 * Verifies such lines with nothing but the checkpoints that once left the machine. Whose chain it is, its first line says; a line of
 * another fits nowhere in it.
 * @returns nothing when there is not one link
 */
export async function verifyExport(lines: AsyncIterable<string>, trust: Trust): Promise<ChainReport | undefined> {
  const links = linksIn(lines);
  const { value: first } = await links.next();
  if (first === undefined) return undefined;
  const pages = async function* () {
    yield [first];
    for await (const link of links) yield [link];
  };
  return await verifyChain(toRegencyId(first.regencyId), pages(), trust);
}

async function* linksIn(lines: AsyncIterable<string>): AsyncGenerator<ExportedLink, undefined> {
  for await (const line of lines) if (line.trim() !== '') yield linkOf(line);
}

function linkOf(line: string): ExportedLink {
  try {
    return JSON.parse(line) as ExportedLink;
  } catch (cause) {
    throw new OperatorError('Berkas itu bukan ekspor jejak audit, atau rusak: ada baris yang tidak terbaca.', {
      cause,
    });
  }
}
