import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { listOpeningsCall } from '../../server/matching/scenario.schema.ts';
import type { Use } from '../../server/matching/use.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { changeWords, costWords } from './explain-words.ts';
import css from './matching.module.css';

const shownFirst = 5;

/** What to do first: each thing once, the cheapest first, with how many of those who count on it it can serve. */
export function OpeningList({ scenarioId, use }: { scenarioId: Id<'scenario'>; use: Use }) {
  const speech = useSpeech();
  const { t, number } = speech;
  const [isWhole, setWhole] = useState(false);
  const openings = useQuery(read(listOpeningsCall, { params: { id: scenarioId } })).data?.rows ?? [];
  const own = openings.filter((opening) => opening.use === use);
  if (own.length === 0) return null;
  return (
    <div>
      <h3>{t('matching.openings.title')}</h3>
      <p className="quiet small">{t('matching.openings.note')}</p>
      <ul className={css.openings}>
        {own.slice(0, isWhole ? own.length : shownFirst).map(({ change, named, villages, serves }) => (
          <li key={`${change.siteId} ${JSON.stringify(change.steps)}`}>
            <span>
              {change.siteId === null
                ? t('matching.openings.purchase', { count: villages.length, shown: number(villages.length) })
                : changeWords(change, named, speech)}
            </span>
            <strong>{t('matching.openings.serves', { serves: number(serves), of: number(villages.length) })}</strong>
            <span className="quiet small">
              {costWords(change, speech)} · {villages.join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {own.length > shownFirst && (
        <p>
          <Button kind="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'matching.openings.less' : 'matching.openings.all', { shown: number(own.length) })}
          </Button>
        </p>
      )}
    </div>
  );
}
