import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { type getScenarioCall, listOutcomesCall, type Outcome } from '../../server/matching/scenario.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Section } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { TabLinks } from '../platform/ui/TabLinks.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import css from './matching.module.css';
import { OpeningList } from './OpeningList.tsx';
import { OutcomeLine } from './OutcomeLine.tsx';
import type { Pairs } from './pairs.ts';

interface OutcomesProps {
  readonly scenario: ReplyOf<typeof getScenarioCall>;
  readonly pairs: Pairs;
  readonly onPairs: (pairs: Pairs) => void;
}

/** The uses of a match, each with how many it serves; a use that nobody lacks is not shown. */
export function UseTabs({ scenario: { id } }: Pick<OutcomesProps, 'scenario'>) {
  const { t, number } = useSpeech();
  const rows = useQuery(read(listOutcomesCall, { params: { id } })).data?.rows ?? [];
  const byUse = Map.groupBy(rows, ({ use }) => use);
  if (byUse.size < 2) return null;
  return (
    <TabLinks
      label={t('matching.fields.uses')}
      name="use"
      tabs={[...byUse].map(([value, own]) => ({
        value,
        label: t('matching.useCount', {
          use: t(`matching.uses.${value}`),
          served: number(own.filter(isServed).length),
          of: number(own.length),
        }),
      }))}
    />
  );
}

/** What a match says of one use: whom it serves, what would open the way for others, and each kelurahan. */
export function Outcomes({ scenario, pairs, onPairs }: OutcomesProps) {
  const { t, number } = useSpeech();
  const { use: asked } = useSearch({ from: '/signed-in/cocokkan/$id' });
  const params = { id: scenario.id };
  const outcomes = useQuery(read(listOutcomesCall, { params }));
  return (
    <Loaded query={outcomes}>
      {({ rows: all }) => {
        const use = all.find((row) => row.use === asked)?.use ?? all[0]?.use;
        const rows = all.filter((row) => row.use === use);
        const served = rows.filter(isServed).length;
        return (
          <Section
            title={t('matching.served', { served: number(served), unserved: number(rows.length - served) })}
            note={<Behind rows={rows} />}
          >
            {use && rows.length > served && <OpeningList scenarioId={scenario.id} use={use} />}
            <TableTools call={listOutcomesCall} params={params} />
            <ul className={css.lines}>
              {rows.toSorted(servedFirst).map((row) => (
                <OutcomeLine key={`${row.use} ${row.cooperative.id}`} outcome={row} pairs={pairs} onPairs={onPairs} />
              ))}
            </ul>
          </Section>
        );
      }}
    </Loaded>
  );
}

const isServed = ({ site }: Outcome) => site !== null;
const servedFirst = (a: Outcome, b: Outcome) => Number(isServed(b)) - Number(isServed(a));

/** The district with the largest unserved share, by name: it is what equity weighs. */
function Behind({ rows }: { rows: readonly Outcome[] }) {
  const { t, number } = useSpeech();
  const [worst] = [...Map.groupBy(rows, ({ cooperative }) => cooperative.district)]
    .map(([district, own]) => ({ district, of: own.length, unserved: own.filter((row) => !isServed(row)).length }))
    .toSorted((a, b) => b.unserved / b.of - a.unserved / a.of || b.unserved - a.unserved);
  if (worst === undefined || worst.unserved === 0) return null;
  const { district, unserved, of } = worst;
  return t('matching.worstDistrict', { district, unserved: number(unserved), of: number(of) });
}
