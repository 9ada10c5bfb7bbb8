import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { daysBetween } from '../../server/kernel/business-date.ts';
import { listOrdersCall } from '../../server/procurement/order-list.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { WaitingList } from '../platform/ui/WaitingList.tsx';

/** The first panel of a partner's first screen: the orders he has not answered, the oldest first. His inbox has the rest. */
export function OrdersToAnswer() {
  const { t, rupiah } = useSpeech();
  const today = useQuery(meQuery).data?.today;
  const query = useQuery(read(listOrdersCall, { query: { status: 'placed', limit: 8 } }));
  return (
    <Section
      title={t('procurement.list.title')}
      note={t('procurement.status.placed')}
      aside={<Link to="/pesanan">{t('tasks.mine.all')}</Link>}
    >
      <Loaded
        query={query}
        emptyIf={(data) => data.rows.length === 0}
        empty={<EmptyState title={t('tasks.mine.none')}>{t('procurement.list.noneWait')}</EmptyState>}
      >
        {({ rows }) => (
          <WaitingList
            items={rows.map(({ id, number, buyer, goods, orderedOn, totalIdr, sample }) => ({
              key: id,
              days: today === undefined ? 0 : Math.max(0, daysBetween(orderedOn, today)),
              late: false,
              what: (
                <Link to="/pesanan/$id" params={{ id }}>
                  {goods}
                </Link>
              ),
              who: `${shortNameOf(buyer.name)} · ${number} · ${rupiah(totalIdr)}`,
              sample,
            }))}
          />
        )}
      </Loaded>
    </Section>
  );
}
