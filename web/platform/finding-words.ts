import type { Beside } from '../../server/exchange/simkopdes.schema.ts';
import { figureUnits } from '../../server/exchange/simkopdes-figures.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import type { Speech } from './i18n.ts';

type Finding = Beside['findings'][number];
export type NameOf = (cooperativeId: unknown) => string;

/** What a person should look at, in a sentence: `exchange.findings.<kind>` filled with the finding's data, each in its format. */
export function findingWords({ kind, data }: Finding, speech: Speech, nameOf: NameOf): string {
  const { t } = speech;
  const filled: Record<string, string> = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, written(name, value, speech, nameOf)]),
  );
  return t(`exchange.findings.${kind}`, filled);
}

function written(name: string, value: unknown, { t, number, percent, rupiah: money }: Speech, nameOf: NameOf): string {
  if (name === 'figure') return t(`exchange.figures.${value}`);
  if (name === 'facility') return t(`platform.stages.${value}`);
  if (name === 'status') return value === null ? t('exchange.noLand') : String(value);
  if (name === 'cooperativeIds') return Array.isArray(value) ? value.map(nameOf).join(', ') : '';
  if (typeof value !== 'number') return String(value);
  if (name === 'shareBp') return percent(value);
  return name === 'metres' || name === 'volume' ? number(value) : money(rupiah(value));
}

/** A figure of a change in its unit; `undefined` is "not reported", which is never zero. */
export function readingWords(
  figure: string,
  reading: string | number | number[] | undefined,
  { t, number, rupiah: money }: Speech,
): string {
  if (reading === undefined) return t('exchange.notReported');
  if (typeof reading === 'number') return isAmount(figure) ? money(rupiah(reading)) : number(reading);
  return Array.isArray(reading) ? reading.toReversed().join(', ') : reading;
}

function isAmount(figure: string): boolean {
  return figureUnits[figure as keyof typeof figureUnits] === 'idr';
}
