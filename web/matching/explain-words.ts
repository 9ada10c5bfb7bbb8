import { rupiah } from '../../server/kernel/rupiah.ts';
import type { Change, Step } from '../../server/matching/change.ts';
import type { Fallen, Hindrance } from '../../server/matching/explain.ts';
import type { Named } from '../../server/matching/named.ts';
import type { Missed, OpenCriterion } from '../../server/matching/problem.ts';
import { hasWord, type Speech } from '../platform/i18n.ts';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { valueWords } from '../platform/value-words.ts';

/** A city may ask what no list of ours knows; its own code is then all there is to show. */
export function criterionWords(criterion: string, { t }: Speech): string {
  const key = `matching.criteria.${criterion}`;
  return hasWord(key) ? t(`matching.criteria.${criterion}`) : criterion;
}

function siteName(id: string, { sites }: Named): string {
  return sites[id]?.name ?? id;
}

/** What one thing keeps a site from serving. */
export function hindranceWords(because: Hindrance, named: Named, speech: Speech): string {
  const { t } = speech;
  switch (because.kind) {
    case 'taken':
      return t('matching.because.taken', { cooperative: shortNameOf(named.cooperatives[because.cooperativeId] ?? '') });
    case 'criterion':
      return openWords(because.open, speech);
    case 'owner':
      return t('matching.because.owner', { owner: t(`matching.owners.${because.ownerKind}`) });
    default:
      return t(`matching.because.${because.kind}`);
  }
}

function openWords({ criterion, state, settledBy, missed }: OpenCriterion, speech: Speech): string {
  const { t } = speech;
  const what = criterionWords(criterion, speech);
  if (missed !== undefined) return missedWords(what, missed, speech);
  if (state === 'fail') return t('matching.because.fail', { what });
  return t('matching.because.unknown', { what, who: settledBy === null ? '–' : roleName(settledBy, t) });
}

/** What it is against what is wanted: `luas lahan kurang: 640 m² dari 1.000 m²`. */
function missedWords(what: string, { reads, is, wanted }: Missed, speech: Speech): string {
  const { t } = speech;
  const say = (value: string | number) => valueWords(reads, value, speech);
  const found = is.map(say).join(' / ');
  if (wanted.operator !== 'one_of')
    return t(`matching.because.${wanted.operator}`, { what, is: found, wanted: say(wanted.value) });
  return t('matching.because.one_of', {
    what,
    is: found,
    wanted: wanted.words.map(say).join(t('matching.because.or')),
  });
}

/** How many sites fall to what: `4 × luas lahan tidak memenuhi`. */
export function fallenWords({ because, criterion, state, count }: Fallen, speech: Speech): string {
  const { t, number } = speech;
  const what = criterionWords(criterion ?? '', speech);
  const word = because === 'criterion' ? (state === 'unknown' ? 'open' : 'fail') : `some-${because}`;
  return `${number(count)} × ${t(`matching.because.${word}`, { what })}`;
}

/** What to do, in the order it is done. */
export function changeWords({ siteId, steps }: Change, named: Named, speech: Speech): string {
  const what = steps.map((step) => stepWords(step, named, speech)).join(', ');
  return siteId === null ? what : `${siteName(siteId, named)}: ${what}`;
}

export function costWords({ costIdr, readyIdr }: Change, { t, rupiah: money }: Speech): string {
  const cost = money(rupiah(costIdr));
  return readyIdr === 0 ? cost : t('matching.costAndReady', { cost, ready: money(rupiah(readyIdr)) });
}

function stepWords(step: Step, named: Named, speech: Speech): string {
  const { t, area } = speech;
  switch (step.kind) {
    case 'settle': {
      const who = [...new Set(step.criteria.flatMap(({ settledBy }) => settledBy ?? []))].map((role) =>
        roleName(role, t),
      );
      return t('matching.steps.settle', { what: listed(step.criteria, speech), who: who.join(', ') });
    }
    case 'remedy':
      return t('matching.steps.remedy', { what: listed(step.criteria, speech) });
    case 'join':
      return t('matching.steps.join', { site: siteName(step.siteId, named) });
    case 'route':
      return t('matching.steps.route', { owner: t(`matching.owners.${step.ownerKind}`) });
    case 'place':
      return t('matching.steps.place', { village: named.villages[step.villageId] ?? '' });
    case 'purchase':
      return t('matching.steps.purchase', {
        area: area(Math.round(step.areaDm2 / 100)),
        village: named.villages[step.villageId] ?? '',
      });
  }
}

function listed(criteria: readonly OpenCriterion[], speech: Speech): string {
  return criteria.map(({ criterion }) => criterionWords(criterion, speech).toLowerCase()).join(', ');
}
