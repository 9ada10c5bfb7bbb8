import type { KeyObject } from 'node:crypto';
import { type RegencyId, regencyId as toRegencyId } from '../../kernel/ids.ts';
import type { Central } from '../db/tx.ts';
import { countUnchained, listAuditedRegencies, loadHeads, readChain, type Sealed } from './chain.store.ts';
import { beginning, type Head, linkHash } from './chain.ts';
import { loadCheckpoints } from './checkpoint.store.ts';
import { type Checkpoint, isGenuine } from './checkpoint.ts';

/** One sign that somebody changed what must never change. */
export interface Finding {
  readonly what:
    | 'edited' // the entry is not what its link sealed
    | 'deleted' // the link is there, the entry is not
    | 'broken-link' // it does not follow the link before it
    | 'gap' // links are missing in between
    | 'tail-cut' // the chain ends before a signed or remembered head
    | 'not-as-signed' // the link differs from the checkpoint at its place
    | 'forged-checkpoint' // its signature does not fit, or an unknown key made it
    | 'inserted'; // an entry that neither was sealed nor waits
  readonly seq?: number;
  readonly entryId?: string;
}

export interface ChainReport {
  readonly regencyId: number;
  readonly sealed: number;
  readonly head: Head;
  /** The last link that a genuine checkpoint covers; a cut above it cannot be seen. */
  readonly signedSeq: number;
  readonly findings: readonly Finding[];
}

export interface AuditReport {
  readonly isIntact: boolean;
  readonly sealed: number;
  readonly waiting: number;
  readonly chains: readonly (ChainReport & { readonly waiting: number })[];
}

/** What is checked against: checkpoints that left the machine, and the public keys trusted to have signed any. */
export interface Trust {
  readonly checkpoints: readonly Checkpoint[];
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

/** More than this tells a person no more. */
const findingsMax = 1_000;

/**
 * Recomputes the chain of every regency as of one moment, while the sealer may go on.
 * @param central of the login `lumbung_jobs`
 */
export async function verifyAudit(central: Central, trust: Trust): Promise<AuditReport> {
  const snapshot = central.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return await snapshot.execute(async (tx) => {
    const abroad = trust.checkpoints.map((checkpoint) => toRegencyId(checkpoint.regencyId));
    const regencies = [...new Set([...(await listAuditedRegencies(tx)), ...abroad])];
    const chains: AuditReport['chains'][number][] = [];
    for (const regencyId of regencies) chains.push(await verifyRegency(tx, regencyId, trust));
    return {
      isIntact: chains.every((chain) => chain.findings.length === 0),
      sealed: chains.reduce((sum, chain) => sum + chain.sealed, 0),
      waiting: chains.reduce((sum, chain) => sum + chain.waiting, 0),
      chains,
    };
  });
}

async function verifyRegency(
  central: Central,
  regencyId: RegencyId,
  trust: Trust,
): Promise<AuditReport['chains'][number]> {
  const checkpoints = [...trust.checkpoints, ...(await loadCheckpoints(central, regencyId))];
  const report = await verifyChain(regencyId, readChain(central, regencyId), { ...trust, checkpoints });
  const remembered = (await loadHeads(central, [regencyId])).get(regencyId) ?? beginning;
  const unchained = await countUnchained(central, regencyId);
  const findings: Finding[] = [
    ...report.findings,
    ...(remembered.hash === report.head.hash ? [] : [{ what: 'tail-cut' as const, seq: remembered.seq }]),
    ...unchained.unsealed.map((entryId) => ({ what: 'inserted' as const, entryId })),
    ...unchained.vanished.map((entryId) => ({ what: 'deleted' as const, entryId })),
  ];
  return { ...report, findings, waiting: unchained.waiting };
}

/** Follows one chain, from the database or from an export: links, contents and every checkpoint of that regency. */
export async function verifyChain(
  regencyId: number,
  pages: AsyncIterable<readonly Sealed[]>,
  trust: Trust,
): Promise<ChainReport> {
  const ours = Map.groupBy(
    trust.checkpoints.filter((checkpoint) => checkpoint.regencyId === regencyId),
    (checkpoint) => isTrusted(checkpoint, trust.publicKeys),
  );
  const findings: Finding[] = (ours.get(false) ?? []).map(({ seq }) => ({ what: 'forged-checkpoint', seq }));
  const signed = Map.groupBy(ours.get(true) ?? [], (checkpoint) => checkpoint.seq);
  let head: Head = beginning;
  let sealed = 0;
  for await (const page of pages) {
    for (const link of page) {
      const found = [...faultsOf(regencyId, head, link), ...againstSigned(link, signed.get(link.seq) ?? [])];
      if (findings.length < findingsMax) findings.push(...found);
      head = { seq: link.seq, hash: link.hash };
      sealed++;
    }
  }
  const signedSeq = Math.max(0, ...signed.keys());
  if (signedSeq > head.seq) findings.push({ what: 'tail-cut', seq: signedSeq });
  return { regencyId, sealed, head, signedSeq, findings };
}

function isTrusted(checkpoint: Checkpoint, publicKeys: Trust['publicKeys']): boolean {
  const key = publicKeys.get(checkpoint.keyId);
  return key !== undefined && isGenuine(checkpoint, key);
}

function faultsOf(regencyId: number, head: Head, link: Sealed): Finding[] {
  const { seq, entryId, prevHash, entry } = link;
  const faults: Finding[] = [];
  if (seq !== head.seq + 1) faults.push({ what: 'gap', seq, entryId });
  else if (prevHash !== head.hash) faults.push({ what: 'broken-link', seq, entryId });
  if (entry === null) faults.push({ what: 'deleted', seq, entryId });
  else if (!isAsSealed(regencyId, link, entry)) faults.push({ what: 'edited', seq, entryId });
  return faults;
}

function isAsSealed(
  regencyId: number,
  { seq, prevHash, hash, entryId }: Sealed,
  entry: NonNullable<Sealed['entry']>,
): boolean {
  try {
    return entry.id === entryId && linkHash({ regencyId, seq, prevHash, entry }) === hash;
  } catch {
    return false; // something that never had canonical JSON was not written by us
  }
}

function againstSigned(link: Sealed, checkpoints: readonly Checkpoint[]): Finding[] {
  return checkpoints
    .filter((checkpoint) => checkpoint.hash !== link.hash)
    .map(() => ({ what: 'not-as-signed', seq: link.seq, entryId: link.entryId }));
}
