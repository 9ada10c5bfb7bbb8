import { useSpeech } from '../platform/i18n.ts';
import { Button } from '../platform/ui/Button.tsx';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import css from './matching.module.css';
import type { Pairs } from './pairs.ts';

/** Pairs the next question locks or forbids, each with the way to take it back. */
export function PairList({ pairs, onPairs }: { pairs: Pairs; onPairs: (pairs: Pairs) => void }) {
  const { t } = useSpeech();
  const lines = (['locked', 'forbidden'] as const).flatMap((kind) => pairs[kind].map((pair) => ({ kind, pair })));
  if (lines.length === 0) return <p className="quiet small">{t('matching.pairs.none')}</p>;
  return (
    <ul className={css.pairs}>
      {lines.map(({ kind, pair }) => (
        <li key={`${kind} ${pair.use} ${pair.cooperativeId} ${pair.siteId}`}>
          <span>{t(`matching.pairs.${kind}`, { cooperative: shortNameOf(pair.cooperative), site: pair.site })}</span>
          <Button
            kind="quiet"
            onClick={() => onPairs({ ...pairs, [kind]: pairs[kind].filter((each) => each !== pair) })}
          >
            {t('matching.pairs.release')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
