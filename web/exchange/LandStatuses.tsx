import { useQuery } from '@tanstack/react-query';
import { countLandStatusesCall, noLand } from '../../server/exchange/simkopdes.schema.ts';
import type { QueryOf } from '../../server/kernel/call.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Figure, Figures } from '../platform/ui/Figure.tsx';
import { SourceNote } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';

/** How many cooperatives have land in which state by SIMKOPDES, each leading to its rows; nothing while no snapshot is held for the day. */
export function LandStatuses({
  query,
  sourced = false,
}: {
  query: QueryOf<typeof countLandStatusesCall>;
  sourced?: boolean;
}) {
  const { t, number } = useSpeech();
  const counts = useQuery(read(countLandStatusesCall, { query }));
  if (counts.data?.source === null) return null;
  return (
    <Section title={t('exchange.landStatuses')}>
      <Loaded query={counts}>
        {(data) => (
          <>
            <Figures>
              {data.counts.map(({ status, cooperatives }) => (
                <Figure
                  key={status}
                  value={number(cooperatives)}
                  label={status ?? t('exchange.noLand')}
                  to="/simkopdes"
                  search={{ ...query, landStatus: status ?? noLand }}
                />
              ))}
            </Figures>
            {sourced && data.source && (
              <SourceNote source={{ name: data.source.name, date: data.source.asOf, sample: false }} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
