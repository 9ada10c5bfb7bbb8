import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReplyOf } from '../../server/kernel/call.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { closePeriodCall, getPeriodsCall } from '../../server/ledger/closing/closing.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { OfBook } from './OfBook.tsx';
import { BookChoice } from './statements/book-choice.tsx';

const route = getRouteApi('/signed-in/buku/tutup');
type Periods = ReplyOf<typeof getPeriodsCall>;
type OpenPoint = Periods['due'][number]['open'][number];

/** How far a book is closed, what may be closed next, and what has not reported of it yet. */
export function PeriodsScreen() {
  const { t } = useSpeech();
  const { cooperativeId } = route.useSearch();
  return (
    <OfBook title={t('ledger.periods.title')} chosen={cooperativeId}>
      {(id) => <Book id={id} />}
    </OfBook>
  );
}

function Book({ id }: { id: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const query = useQuery(read(getPeriodsCall, { params: { cooperativeId: id } }));
  return (
    <Loaded query={query}>
      {(periods) => (
        <Page
          title={t('ledger.periods.title')}
          note={
            <>
              {periods.cooperative.name} ·{' '}
              {t('ledger.periods.note', { opened: date(periods.openedOn), closed: date(periods.closedThrough) })}{' '}
              {periods.sample && <SampleBadge />}
            </>
          }
          actions={<BookChoice chosen={id} />}
        >
          <Due id={id} periods={periods} />
          <Closings periods={periods} />
        </Page>
      )}
    </Loaded>
  );
}

function Due({ id, periods: { due, closedThrough } }: { id: Id<'cooperative'>; periods: Periods }) {
  const { t, date } = useSpeech();
  const [next, ...later] = due;
  if (next === undefined)
    return <EmptyState title={t('ledger.periods.nothingDue')}>{t('ledger.periods.nothingDueTodo')}</EmptyState>;
  const close = async () => {
    const body = { id: newId<'closing'>(), through: next.through, closedThrough, despiteOpen: next.open.length > 0 };
    await send(closePeriodCall, { params: { cooperativeId: id }, body });
    await refresh('ledger');
  };
  return (
    <Section title={t('ledger.periods.due')}>
      <Facts
        items={[
          {
            label: t('ledger.periods.through', { on: date(next.through) }),
            value: <OpenPoints open={next.open} />,
            action: may('book.close') && (
              <ConfirmButton
                kind="act"
                verb={t('ledger.periods.close')}
                consequence={t(next.open.length === 0 ? 'ledger.periods.closeMeans' : 'ledger.periods.closeDespite', {
                  on: date(next.through),
                })}
                onConfirm={close}
              />
            ),
          },
          ...later.map(({ through, open }) => ({
            label: t('ledger.periods.through', { on: date(through) }),
            value: <OpenPoints open={open} />,
          })),
        ]}
      />
    </Section>
  );
}

function OpenPoints({ open }: { open: readonly OpenPoint[] }) {
  const { t, number } = useSpeech();
  if (open.length === 0) return t('ledger.periods.allReported');
  return open
    .map(({ kind, count, names }) =>
      [t(`ledger.periods.waits.${kind}`, { count: number(count) }), names.join(', ')].filter(Boolean).join(': '),
    )
    .join(' · ');
}

function Closings({ periods: { closings } }: { periods: Periods }) {
  const { t, date } = useSpeech();
  if (closings.length === 0) return null;
  return (
    <Section title={t('ledger.periods.closings')}>
      <Timeline
        items={closings.map((closing) => ({
          key: closing.through,
          when: date(closing.through),
          what: <OpenPoints open={closing.open} />,
          from: <RecordedNote role={closing.recordedRole} onBehalf={closing.onBehalf} />,
        }))}
      />
    </Section>
  );
}
