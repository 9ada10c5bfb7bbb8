import { squareMetres } from '../../server/assets/asset.ts';
import type { AssetEvent } from '../../server/assets/history.schema.ts';
import { businessDate } from '../../server/kernel/business-date.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { hasWord, type Speech } from '../platform/i18n.ts';
import { valueWords } from './survey/Finding.tsx';

type Change = AssetEvent['changes'][number];

/** The box around the parcel follows from it. */
const unsaid: readonly string[] = ['west', 'south', 'east', 'north'];

export function isSaid({ field }: Change): boolean {
  return !unsaid.includes(field);
}

/** What changed, and from what to what, in the words of the forms it was changed with. */
export function changeWords(kind: string, { field, before, after }: Change, speech: Speech): string {
  const { t } = speech;
  if (kind === 'observed') return `${t(`assets.subjects.${field}`)}: ${observedWords(field, after ?? '', speech)}`;
  const name = [`assets.fields.${field}`, `assets.kib.legal.${field}`].filter(hasWord).map((key) => t(key))[0] ?? field;
  if (before === null && after === null) return name;
  const said = (value: string | null) => (value === null ? t('assets.untold') : fieldWords(field, value, speech));
  return before === null ? `${name}: ${said(after)}` : `${name}: ${said(before)} → ${said(after)}`;
}

function observedWords(subject: string, value: string, speech: Speech): string {
  const isNumber = /^\d+$/.test(value);
  return valueWords({ subject, word: isNumber ? null : value, number: isNumber ? Number(value) : null }, speech);
}

const optionsOf: Readonly<Record<string, string>> = { document: 'kind' };

function fieldWords(field: string, value: string, { t, area, date, rupiah: money }: Speech): string {
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'assets.yes' : 'assets.no');
  if (field === 'latitude' || field === 'longitude') return String(Math.round(Number(value) * 1e5) / 1e5);
  if (field.endsWith('Dm2')) return area(squareMetres(Number(value)));
  if (field.endsWith('Idr')) return money(rupiah(Number(value)));
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return date(businessDate(value));
  const option = `assets.options.${optionsOf[field] ?? field}.${value}`;
  return hasWord(option) ? t(option) : value;
}
