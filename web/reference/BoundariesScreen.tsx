import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { getBoundariesCall } from '../../server/reference/boundary/boundary.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { Columns, Page, Section, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { BoundaryUpload } from './BoundaryUpload.tsx';
import { DraftReport } from './DraftReport.tsx';

type Current = NonNullable<ReplyOf<typeof getBoundariesCall>['current']>;

/** The borders of the city's kelurahan: which count, and how others follow them. */
export function BoundariesScreen() {
  const { t } = useSpeech();
  const boundaries = useQuery(read(getBoundariesCall));
  return (
    <Page title={t('reference.import.title')} note={t('reference.import.note')}>
      <Columns shape="narrow-wide">
        <Stack>
          <Section title={t('reference.import.current')}>
            <Loaded
              query={boundaries}
              emptyIf={({ current }) => current === null}
              empty={<p className="quiet">{t('reference.import.none')}</p>}
            >
              {({ current }) => current && <CurrentFacts current={current} />}
            </Loaded>
          </Section>
          <Section title={t('reference.import.upload')}>
            <BoundaryUpload kind={boundaries.data?.draft ? 'plain' : 'act'} />
          </Section>
        </Stack>
        <Section title={t('reference.import.report')}>
          <Loaded
            query={boundaries}
            emptyIf={({ draft }) => draft === null}
            empty={<p className="quiet">{t('reference.import.noReport')}</p>}
          >
            {({ draft, villages }) => draft && <DraftReport key={draft.id} draft={draft} villages={villages} />}
          </Loaded>
        </Section>
      </Columns>
    </Page>
  );
}

function CurrentFacts({ current }: { current: Current }) {
  const { t, date, number } = useSpeech();
  return (
    <Facts
      items={[
        { label: t('reference.import.source'), value: current.source },
        { label: t('reference.import.licence'), value: current.licence },
        { label: t('reference.import.validFrom'), value: date(current.validFrom) },
        {
          label: t('reference.import.warnings'),
          value: `${number(current.warnings.length)} · ${t('reference.import.revision', { revision: number(current.revision) })}`,
        },
      ]}
    />
  );
}
