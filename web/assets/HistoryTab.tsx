import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AssetEvent, assetHistoryCall } from '../../server/assets/history.schema.ts';
import { hasWord, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import type { Asset } from './asset-page.ts';

/** Everything that happened to an asset, newest first. */
export function HistoryTab({ asset }: { asset: Asset }) {
  const { t, time } = useSpeech();
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
                  when: time(event.at as never),
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

function What({ event: { kind, changes } }: { event: AssetEvent }) {
  const { t } = useSpeech();
  const named = (field: string) =>
    [`assets.fields.${field}`, `assets.subject.${field}`].filter(hasWord).map((key) => t(key))[0] ?? field;
  const told = changes.map(({ field, before, after }) => {
    if (before === null && after === null) return named(field);
    return before === null ? `${named(field)}: ${after}` : `${named(field)}: ${before} → ${after ?? '–'}`;
  });
  const title = t(`assets.history.kind.${kind}`);
  return told.length === 0 ? title : `${title}: ${told.join('; ')}`;
}
