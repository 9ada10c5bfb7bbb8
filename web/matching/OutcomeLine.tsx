import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ServedBecause, UnservedBecause } from '../../server/matching/explain.ts';
import type { Outcome } from '../../server/matching/scenario.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { Button } from '../platform/ui/Button.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { changeWords, costWords, fallenWords, hindranceWords } from './explain-words.ts';
import css from './matching.module.css';
import type { Pairs } from './pairs.ts';
import { SecondBest } from './SecondBest.tsx';

interface OutcomeLineProps {
  readonly outcome: Outcome;
  /** What the line is about; its kelurahan where nothing is said. */
  readonly head?: string;
  readonly pairs: Pairs;
  /** What the next question locks or forbids; without it nothing is asked from here. */
  readonly onPairs?: (pairs: Pairs) => void;
}

/** One kelurahan: what it gets or lacks in a line, and everything behind it when opened. */
export function OutcomeLine({ outcome, head, ...asking }: OutcomeLineProps) {
  const [isOpen, setOpen] = useState(false);
  const { site, cooperative, explanation } = outcome;
  return (
    <li>
      <details className={css.outcome} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={css.village}>{head ?? cooperative.village}</span>
          {site === null ? <UnservedSummary outcome={outcome} /> : <ServedSummary outcome={outcome} />}
        </summary>
        {isOpen && (
          <div className={css.behind}>
            {explanation.kind === 'served' ? (
              <Served outcome={outcome} because={explanation} {...asking} />
            ) : (
              <Unserved outcome={outcome} because={explanation} />
            )}
          </div>
        )}
      </details>
    </li>
  );
}

function ServedSummary({ outcome: { site, score, sample } }: { outcome: Outcome }) {
  const { t, number } = useSpeech();
  return (
    <>
      <span>
        → {site?.name} {sample && <SampleBadge />}
      </span>
      <span className={css.score}>{t('matching.score', { score: number(score ?? 0) })}</span>
    </>
  );
}

function UnservedSummary({ outcome: { explanation, named } }: { outcome: Outcome }) {
  const speech = useSpeech();
  const { t, number } = speech;
  if (explanation.kind !== 'unserved') return null;
  const { rivals } = explanation;
  const [first] = explanation.changes;
  const [lack] = explanation.nearest?.lacks ?? [];
  return (
    <>
      <span>
        <strong>{t('matching.notYet')}</strong>{' '}
        {lack === undefined ? t('matching.because.nothing') : hindranceWords(lack, named, speech)}
      </span>
      {first && (
        <span className={css.cheapest}>
          {t('matching.cheapest', { what: changeWords(first, named, speech), cost: costWords(first, speech) })}
          {rivals >= first.holds && (
            <span className={css.rivals}>
              {t(first.holds === 1 ? 'matching.rivals' : 'matching.rivalsOfSome', {
                rivals: number(rivals),
                holds: number(first.holds),
              })}
            </span>
          )}
        </span>
      )}
    </>
  );
}

type ServedProps = OutcomeLineProps & { readonly because: ServedBecause };

function Served({ outcome, because, pairs, onPairs }: ServedProps) {
  const speech = useSpeech();
  const { t, number, rupiah } = speech;
  const { site, cooperative, named, metres, readyIdr, burden, use } = outcome;
  if (site === null) return null;
  const pair = { cooperativeId: cooperative.id, siteId: site.id, use, cooperative: cooperative.name, site: site.name };
  const isIn = (list: Pairs['locked']) =>
    list.some((each) => each.siteId === site.id && each.cooperativeId === cooperative.id);
  return (
    <>
      <p>
        {t('matching.why', {
          metres: number(metres ?? 0),
          village: site.village ?? '–',
          ready: readyIdr === null ? '–' : rupiah(readyIdr),
          burden: number(burden ?? 0),
        })}{' '}
        {may('asset.read') && (
          <Link to="/aset/$id" params={{ id: site.id }}>
            {t('matching.openAsset')}
          </Link>
        )}
      </p>
      <h3>{t('matching.binding')}</h3>
      {because.lighter.length === 0 && <p>{t('matching.bindingNone')}</p>}
      <ul>
        {because.lighter.map((lighter) => (
          <li key={lighter.siteId}>
            {t('matching.lighter', {
              site: named.sites[lighter.siteId]?.name ?? '',
              metres: number(lighter.metres),
              why: hindranceWords(lighter.because, named, speech),
            })}
          </li>
        ))}
      </ul>
      <SecondBest scenarioId={outcome.scenarioId} cooperativeId={cooperative.id} use={use} />
      {onPairs !== undefined && may('match.run') && (
        <p className={css.buttons}>
          <Button disabled={isIn(pairs.locked)} onClick={() => onPairs({ ...pairs, locked: [...pairs.locked, pair] })}>
            {t('matching.pairs.lock')}
          </Button>
          <Button
            disabled={isIn(pairs.forbidden)}
            onClick={() => onPairs({ ...pairs, forbidden: [...pairs.forbidden, pair] })}
          >
            {t('matching.pairs.forbid')}
          </Button>
        </p>
      )}
    </>
  );
}

function Unserved({ outcome: { named }, because }: { outcome: Outcome; because: UnservedBecause }) {
  const speech = useSpeech();
  const { t, number } = speech;
  const { nearest, changes, fallen, looked } = because;
  return (
    <>
      <h3>{t('matching.missing')}</h3>
      <p>
        {t('matching.looked', { shown: number(looked) })} {fallen.map((each) => fallenWords(each, speech)).join('; ')}
      </p>
      {nearest && (
        <p>
          {t('matching.nearest', {
            site: named.sites[nearest.siteId]?.name ?? '',
            lacks: nearest.lacks.map((each) => hindranceWords(each, named, speech)).join('; '),
          })}
        </p>
      )}
      <h3>{t('matching.wouldHelp')}</h3>
      <p className="quiet small">{t(changes.length === 0 ? 'matching.nothingHelps' : 'matching.eachAlone')}</p>
      <ol>
        {changes.map((change, index) => (
          <li key={`${change.siteId} ${change.steps.map(({ kind }) => kind).join(' ')}`}>
            {changeWords(change, named, speech)}, {costWords(change, speech)}
            {change.metres > 0 && ` (${t('matching.away', { metres: number(change.metres) })})`}
            {index === 0 && <span className="quiet small"> {t('matching.checked')}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
