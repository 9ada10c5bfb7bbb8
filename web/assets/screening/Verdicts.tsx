import type { CellShown, getScreeningCall } from '../../../server/assets/screening/screening.schema.ts';
import type { SiteUse } from '../../../server/assets/site-use.ts';
import type { ReplyOf } from '../../../server/kernel/call.ts';
import { type Speech, useSpeech } from '../../platform/i18n.ts';
import { roleName } from '../../platform/ui/marks.tsx';
import { subjectWords, valueWords, wantedWords } from './criterion-words.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import css from './screening.module.css';

type Screening = ReplyOf<typeof getScreeningCall>;

/** What each use came to and why, in a sentence; uses of which the same is true share one. */
export function Verdicts({ screening }: { screening: Screening }) {
  const speech = useSpeech();
  const { t } = speech;
  const others = usesOfOtherKind(screening);
  const said = screening.uses
    .map((result) => ({ ...result, sentence: sentenceOf(result, screening, speech), isOther: others.has(result.use) }))
    .toSorted((a, b) => Number(a.isOther) - Number(b.isOther));
  return (
    <ul className={css.verdicts}>
      {[...Map.groupBy(said, ({ sentence }) => sentence)].map(([sentence, alike]) => (
        <li key={sentence}>
          <OutcomeMark state={(alike[0]?.isOther ? null : alike[0]?.outcome) ?? 'none'} isNamed={false} />
          <span>
            <strong>{alike.map(({ use }) => t(`assets.screening.use.${use}`)).join(', ')}</strong>: {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Uses that need land where this is a building, or the other way round: nothing is wrong with it, it is no candidate. */
export function usesOfOtherKind({ rows }: Screening): ReadonlySet<SiteUse> {
  const cells = rows.filter(({ topic }) => topic === 'kind').flatMap((row) => row.cells);
  return new Set(cells.filter(({ state }) => state === 'fail').map(({ use }) => use));
}

function sentenceOf(
  { use, outcome, score, knownPercent }: Screening['uses'][number],
  { rows }: Screening,
  speech: Speech,
) {
  const { t, number } = speech;
  if (outcome === null) return t('assets.screening.verdict.none');
  if (outcome === 'pass')
    return t('assets.screening.verdict.pass', { score: number(score), known: number(knownPercent) });
  const open = rows
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.use === use && cell.criterion.kind === 'hard' && cell.state === outcome);
  const kind = open.find(({ criterion, state }) => criterion.topic === 'kind' && state === 'fail');
  if (kind !== undefined) return t('assets.screening.verdict.otherKind', { is: valuesSaid(kind, speech) });
  if (open.length === 0) return t('assets.screening.verdict.open');
  return outcome === 'fail'
    ? t('assets.screening.verdict.fail', { why: open.map((cell) => missedWords(cell, speech)).join(', ') })
    : t('assets.screening.verdict.unknown', { why: waitingWords(open, speech) });
}

/** A word of these says by itself what it is about: `sudah ditarik`, not `ditarik atau tidak sudah ditarik`. */
const selfExplaining: ReadonlySet<string> = new Set(['availability', 'legal_route', 'present_use']);

function missedWords(cell: CellShown, speech: Speech): string {
  const { criterion, is } = cell;
  const said = valuesSaid(cell, speech);
  const subject = subjectWords(criterion, speech);
  if (is.length === 0) return speech.t('assets.screening.verdict.unmet', { what: criterion.name });
  if (selfExplaining.has(criterion.reads)) return said;
  return is.every((value) => typeof value === 'number')
    ? `${subject} ${said} (${wantedWords(criterion, speech)})`
    : `${subject} ${said}`;
}

function waitingWords(open: readonly CellShown[], speech: Speech): string {
  return [...Map.groupBy(open, ({ criterion }) => criterion.authority)]
    .map(([role, cells]) =>
      speech.t('assets.screening.verdict.waits', {
        who: roleName(role, speech.t),
        what: cells.map(({ criterion }) => subjectWords(criterion, speech)).join(', '),
      }),
    )
    .join('; ');
}

const valuesSaid = ({ criterion, is }: CellShown, speech: Speech): string =>
  is.map((value) => valueWords(criterion.reads, value, speech)).join(' / ');
