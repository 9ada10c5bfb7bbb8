import { useQuery } from '@tanstack/react-query';
import type { Id } from '../../server/kernel/ids.ts';
import { listOwnOutcomesCall } from '../../server/matching/scenario.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Section, Stack } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import css from './matching.module.css';
import { OutcomeLine } from './OutcomeLine.tsx';

const noPairs = { locked: [], forbidden: [] };

/** What the match gives one cooperative, a use a line, or why nothing and what would change it. */
export function SitesTab({ id }: { id: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const outcomes = useQuery(read(listOwnOutcomesCall, { params: { id } }));
  return (
    <Loaded
      query={outcomes}
      emptyIf={({ rows }) => rows.length === 0}
      empty={<EmptyState title={t('matching.own.none')}>{t('matching.own.noneTodo')}</EmptyState>}
    >
      {({ rows }) => (
        <Stack>
          {[...Map.groupBy(rows, ({ scenarioId }) => scenarioId).values()].map((own) => {
            const [first] = own;
            if (first === undefined) return null;
            const { scenarioId, scenarioName: name, day, publishedOn } = first;
            const note =
              publishedOn === null
                ? t('matching.own.tried', { name, date: date(day) })
                : t('matching.own.published', { name, date: date(publishedOn) });
            return (
              <Section key={scenarioId} title={t('matching.own.title')} note={note}>
                <ul className={css.lines}>
                  {own.map((row) => (
                    <OutcomeLine key={row.use} outcome={row} head={t(`matching.uses.${row.use}`)} pairs={noPairs} />
                  ))}
                </ul>
              </Section>
            );
          })}
        </Stack>
      )}
    </Loaded>
  );
}
