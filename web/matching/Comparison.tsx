import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReplyOf } from '../../server/kernel/call.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import {
  compareScenariosCall,
  type getScenarioCall,
  listScenariosCall,
} from '../../server/matching/scenario.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { ChoiceInput } from '../platform/ui/inputs.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import css from './matching.module.css';

interface ComparisonProps {
  readonly scenario: ReplyOf<typeof getScenarioCall>;
  /** The scenario it is compared with: the one before. */
  readonly other?: Id<'scenario'>;
}

/** Who gains and who loses against another scenario. */
export function Comparison({ scenario, other }: ComparisonProps) {
  const { t, date } = useSpeech();
  const navigate = useNavigate();
  const scenarios = useQuery(read(listScenariosCall)).data?.rows ?? [];
  const choices = scenarios
    .filter(({ id, state }) => id !== scenario.id && state === 'solved')
    .map(({ id, name, askedAt }) => ({ value: id, label: `${name}, ${date(askedAt.slice(0, 10) as never)}` }));
  return (
    <>
      <ChoiceInput
        label={t('matching.compare.with')}
        choices={choices}
        value={other}
        onChange={(chosen) => {
          const found = scenarios.find(({ id }) => id === chosen);
          const search = found === undefined ? {} : { with: found.id };
          void navigate({ to: '/cocokkan/$id', params: { id: scenario.id }, search, resetScroll: false });
        }}
      />
      {other !== undefined && <Differences before={other} after={scenario.id} />}
    </>
  );
}

function Differences({ before, after }: { before: Id<'scenario'>; after: Id<'scenario'> }) {
  const { t, number, rupiah: money } = useSpeech();
  const compared = useQuery(read(compareScenariosCall, { params: { id: before }, query: { with: after } }));
  return (
    <Loaded query={compared}>
      {({ rows, servedMore, burdenMore, readyMoreIdr, sameResult }) => (
        <div role="status">
          <p>
            {sameResult
              ? t('matching.compare.same')
              : t('matching.compare.total', {
                  served: number(servedMore),
                  burden: number(burdenMore),
                  ready: money(rupiah(readyMoreIdr)),
                })}
          </p>
          <ul className={css.pairs}>
            {rows.map(({ cooperative, use, before: from, after: to, change }) => (
              <li key={`${cooperative.id} ${use}`}>
                <span>
                  <CooperativeName name={cooperative.name} />:{' '}
                  {t(`matching.compare.${change}`, { from: from ?? '', to: to ?? '' })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Loaded>
  );
}
