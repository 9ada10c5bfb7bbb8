import { createHash } from 'node:crypto';
import { assert } from '../kernel/assert.ts';
import type { OpenCriterion, Rules } from './problem.ts';
import { type Use, uses } from './use.ts';

/** A dated row of what a match goes by, as it holds on the day asked for. */
export interface MatchRule {
  readonly code: string;
  /** Of which use, criterion, subject=word or region; empty where there is only one, or for all that have no row of their own. */
  readonly detail: string;
  /** Null: not allowed, or it cannot be put right. */
  readonly value: number | null;
  readonly unit: string;
  readonly basis: string;
  readonly standing: string;
}

/** The rules of a day, ready to be asked. */
export interface RuleBook {
  readonly rules: Rules;
  /** Names the set of rules; another value anywhere gives another name. */
  readonly version: string;
  readonly joinMetres: number;
  /** How many of the rows are our assumption. */
  readonly assumed: number;
  costOf(state: OpenCriterion['state'], criterion: string): number | null;
  readyIdr(seen: Readonly<Record<string, string | number>>): number;
  accessPenalty(road: string | number | undefined): number;
  /** The most local price there is: of the village, its district or its city. */
  landPriceIdr(villageCode: string): number | null;
}

/** @throws Defect when a rule is missing without which no match can be made */
export function ruleBook(rows: readonly MatchRule[]): RuleBook {
  const byKey = new Map(rows.map((row) => [`${row.code} ${row.detail}`, row]));
  const find = (code: string, detail = '') => byKey.get(`${code} ${detail}`);
  const need = (code: string, detail = ''): number => {
    const value = find(code, detail)?.value;
    assert(value !== undefined && value !== null, `no rule ${code} ${detail} on this day`);
    return value;
  };
  const perUse = <T>(of: (use: Use) => T) => Object.fromEntries(uses.map((use) => [use, of(use)])) as Record<Use, T>;
  return {
    rules: {
      place: perUse((use) => ({
        adjacentIdr: find('place_adjacent', use)?.value ?? null,
        cityIdr: find('place_city', use)?.value ?? null,
      })),
      shareDm2: perUse((use) => need('share', use)),
      ownerKinds: rows.filter(({ code, value }) => code === 'owner_kind' && value === 1).map(({ detail }) => detail),
      areaCriterion: 'land_area',
      routeCriterion: 'legal_route',
      metreIdr: need('metre'),
      accessPointIdr: need('access_point'),
      unservedPermilleIdr: need('unserved_permille'),
      joinIdr: need('join'),
      routeIdr: need('route'),
    },
    version: versionOf(rows),
    joinMetres: need('join_distance'),
    assumed: rows.filter(({ standing }) => standing === 'assumption').length,
    costOf: (state, criterion) =>
      state === 'fail'
        ? (find('remedy', criterion)?.value ?? null)
        : (find('settle', criterion)?.value ?? need('settle')),
    readyIdr: (seen) =>
      Object.entries(seen).reduce((sum, [subject, word]) => sum + (find('ready', `${subject}=${word}`)?.value ?? 0), 0),
    accessPenalty: (road) => find('access', String(road ?? ''))?.value ?? need('access'),
    landPriceIdr: (villageCode) => {
      const parts = villageCode.split('.');
      const codes = [4, 3, 2].map((length) => parts.slice(0, length).join('.'));
      return codes.map((code) => find('land_price', code)?.value).find((price) => price != null) ?? null;
    },
  };
}

function versionOf(rows: readonly MatchRule[]): string {
  const lines = rows.map(({ code, detail, value }) => `${code} ${detail} ${value}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
