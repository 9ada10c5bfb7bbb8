import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AssetEvent, assetHistoryCall } from '../../server/assets/history.schema.ts';
import { instant } from '../../server/kernel/business-date.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import type { Asset } from './asset-page.ts';
import { changeWords, isSaid } from './change-words.ts';

/** Everything that happened to an asset, newest first. */
export function HistoryTab({ asset }: { asset: Asset }) {
  const { t, moment } = useSpeech();
  const [after, setAfter] = useState<string>();
  const history = useQuery({
    ...read(assetHistoryCall, { params: { id: asset.id }, query: { limit: 50, ...(after && { after }) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={t('assets.tabs.history')}>
      <Loaded query={history}>
        {({ rows, next }) =>
          rows.length === 0 ? (
            <EmptyState title={t('assets.history.none')}>{t('assets.history.noneTodo')}</EmptyState>
          ) : (
            <>
              <Timeline
                items={rows.map((event) => ({
                  key: event.id,
                  when: moment(instant(event.at)),
                  what: <What event={event} />,
                  from: (
                    <>
                      {event.reason && `${event.reason} · `}
                      <RecordedNote role={event.role} onBehalf={event.onBehalf} /> {event.sample && <SampleBadge />}
                    </>
                  ),
                }))}
              />
              {(next !== null || after !== undefined) && (
                <p>
                  <Button disabled={after === undefined} onClick={() => setAfter(undefined)}>
                    {t('platform.table.first')}
                  </Button>{' '}
                  <Button disabled={next === null} onClick={() => setAfter(next ?? undefined)}>
                    {t('platform.table.next')}
                  </Button>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

/** A change as people say it; of the register it leads to the import, for whom imports are open. */
function What({ event: { kind, changes, importId } }: { event: AssetEvent }) {
  const speech = useSpeech();
  const title = speech.t(`assets.history.kind.${kind}`);
  const told = changes
    .filter(isSaid)
    .map((change) => changeWords(kind, change, speech))
    .join('; ');
  return (
    <>
      {importId !== null && may('asset.import') ? (
        <Link to="/aset/impor" search={{ import: importId }}>
          {title}
        </Link>
      ) : (
        title
      )}
      {told && `: ${told}`}
    </>
  );
}
