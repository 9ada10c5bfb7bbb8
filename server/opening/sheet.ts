import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { type Rupiah, rupiah } from '../kernel/rupiah.ts';

export const stages = ['proposed', 'refused', 'withdrawn', 'approved', 'reversal-asked', 'reversed'] as const;
export type Stage = (typeof stages)[number];
export const acts = ['approve', 'refuse', 'withdraw', 'ask-reversal', 'refuse-reversal', 'reverse'] as const;
export type Act = (typeof acts)[number];

export const cylinderStates = ['full', 'empty', 'damaged', 'agent', 'customer'] as const;
export type CylinderState = (typeof cylinderStates)[number];

/** What stands on an account at the beginning: debit above zero. */
export interface SheetLine {
  readonly accountCode: string;
  readonly amountIdr: Rupiah;
  readonly partyId: string | null;
}

export interface StockLine {
  readonly itemId: Id<'item'>;
  readonly placeId: Id<'place'>;
  /** Base units. */
  readonly qtyBase: number;
  readonly valueIdr: Rupiah;
}

export interface CylinderLine {
  readonly sizeKg10: number;
  readonly ownerId: Id<'partner'> | null;
  readonly state: CylinderState;
  readonly qty: number;
  readonly valueIdr: Rupiah;
}

/** Opening balances of a cooperative, as they were put down. */
export interface Sheet {
  readonly id: Id<'sheet'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly asOf: BusinessDate;
  readonly evidence: string;
  readonly stage: Stage;
  readonly sample: boolean;
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
  readonly lines: readonly SheetLine[];
  readonly stock: readonly StockLine[];
  readonly cylinders: readonly CylinderLine[];
  readonly steps: readonly SheetStep[];
}

export interface SheetStep {
  readonly act: Act;
  readonly reason: string | null;
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly recordedAt: Instant;
}

/** Which act leads from which stage to which, and whether whoever asked for it may do it himself. */
export const steps: Readonly<
  Record<
    Act,
    { from: Stage; to: Stage; can: 'opening.record' | 'opening.approve'; by: 'another' | 'himself' | 'anyone' }
  >
> = {
  approve: { from: 'proposed', to: 'approved', can: 'opening.approve', by: 'another' },
  refuse: { from: 'proposed', to: 'refused', can: 'opening.approve', by: 'another' },
  withdraw: { from: 'proposed', to: 'withdrawn', can: 'opening.record', by: 'himself' },
  'ask-reversal': { from: 'approved', to: 'reversal-asked', can: 'opening.record', by: 'anyone' },
  'refuse-reversal': { from: 'reversal-asked', to: 'approved', can: 'opening.approve', by: 'another' },
  reverse: { from: 'reversal-asked', to: 'reversed', can: 'opening.approve', by: 'another' },
};

/** Who asked for what now waits: whoever put the sheet down, or asked for its reversal. */
export function askerOf(sheet: Pick<Sheet, 'stage' | 'recordedBy' | 'steps'>): string | null {
  if (sheet.stage !== 'reversal-asked') return sheet.recordedBy;
  return sheet.steps.findLast(({ act }) => act === 'ask-reversal')?.recordedBy ?? null;
}

/** What a person may do with a sheet: the very rule that route and button ask. */
export function actsOpenTo(
  sheet: Pick<Sheet, 'stage' | 'recordedBy' | 'steps'>,
  person: { readonly userId: string; readonly permissions: ReadonlySet<string> },
): Act[] {
  const isAsker = askerOf(sheet) === person.userId;
  return acts.filter((act) => {
    const { from, can, by } = steps[act];
    return from === sheet.stage && person.permissions.has(can) && (by === 'anyone' || (by === 'himself') === isAsker);
  });
}

/** Belum dibagi: where whatever the other balances leave open stands, as the surplus or the deficit of the years before the book. */
export const residualAccount = '360000';
/** Cylinders the cooperative owns. */
export const cylinderAccount = '114301';
/** Accounts that say nothing without whom they stand against. */
const withParty: readonly string[] = ['113300', '211000'];

export function needsParty(accountCode: string): boolean {
  return withParty.includes(accountCode);
}

/** An account that follows from what is put down by item and by cylinder. */
export function followsGoods(accountCode: string): boolean {
  return /^114[12]/.test(accountCode) || accountCode === cylinderAccount;
}

/**
 * The postings a book begins with: what was put down, goods on the accounts of their categories, cylinders, and what is left over between what the
 * cooperative has and what it owes on `residualAccount`. They sum to zero.
 */
export function postingsOf(
  sheet: Pick<Sheet, 'lines' | 'stock' | 'cylinders'>,
  stockAccountOf: ReadonlyMap<string, string>,
): SheetLine[] {
  const goods = new Map<string, number>();
  const add = (code: string, amount: number) => goods.set(code, (goods.get(code) ?? 0) + amount);
  for (const { itemId, valueIdr } of sheet.stock) add(stockAccountOf.get(itemId) ?? '', valueIdr);
  for (const { valueIdr } of sheet.cylinders) add(cylinderAccount, valueIdr);
  const lines = [
    ...sheet.lines,
    ...[...goods].map(([accountCode, amount]) => ({ accountCode, amountIdr: rupiah(amount), partyId: null })),
  ].filter(({ amountIdr }) => amountIdr !== 0);
  const left = rupiah(-lines.reduce((sum, { amountIdr }) => sum + amountIdr, 0));
  return left === 0 ? lines : [...lines, { accountCode: residualAccount, amountIdr: left, partyId: null }];
}
