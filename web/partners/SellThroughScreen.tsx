import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type SellThroughShown, sellThroughCall } from '../../server/partners/sell-through/sell-through.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DayRange } from '../platform/ui/DayRange.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import css from './SellThroughScreen.module.css';
import { usePartnerFilter } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/penyaluran');

/** What came of partners' goods in a period: received, sold, damaged, left; and at which price beside the ceiling. */
export function SellThroughScreen() {
  const { t, date } = useSpeech();
  const query = route.useSearch();
  const report = useQuery({ ...read(sellThroughCall, { query }), placeholderData: keepPreviousData });
  const [first] = report.data?.rows ?? [];
  return (
    <Page
      title={t('partners.sellThrough.title')}
      note={
        first
          ? t('partners.sellThrough.period', { from: date(first.from), to: date(first.to) })
          : t('partners.sellThrough.note')
      }
      actions={<DayRange />}
    >
      <DataTable
        caption={t('partners.sellThrough.title')}
        query={report}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={sellThroughCall}
            total={report.data?.total}
            filters={[useCooperativeFilter(), usePartnerFilter()]}
          />
        }
        empty={<EmptyState title={t('partners.sellThrough.none')}>{t('partners.sellThrough.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<SellThroughShown>[] {
  const speech = useSpeech();
  const { t, rupiah, number } = speech;
  const words = (base: number, row: SellThroughShown) => quantityWords(base, row.baseUnit, speech);
  const figure = { align: 'end', onPhone: 'labelled' } as const;
  return [
    {
      id: 'item',
      head: t('partners.agreements.product'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {row.itemName} {row.sample && <SampleBadge />}
        </>
      ),
    },
    {
      id: 'cooperative',
      head: t('partners.fields.cooperativeId'),
      cell: (row) => <CooperativeName name={row.cooperative.name} />,
    },
    {
      id: 'partner',
      head: t('partners.fields.partnerId'),
      cell: (row) =>
        row.principal
          ? t('partners.agreements.agentOf', { agent: row.partner.name, principal: row.principal.name })
          : row.partner.name,
    },
    { id: 'opening', head: t('partners.sellThrough.opening'), ...figure, cell: (row) => words(row.openingBase, row) },
    {
      id: 'received',
      head: t('partners.sellThrough.received'),
      ...figure,
      cell: (row) => <Two first={words(row.receivedBase, row)} second={row.notes.join(', ')} />,
    },
    {
      id: 'sold',
      head: t('partners.sellThrough.sold'),
      ...figure,
      cell: (row) => (
        <Two
          first={words(row.soldBase, row)}
          second={
            row.sales === 0
              ? ''
              : t('partners.sellThrough.soldFor', {
                  value: rupiah(row.soldIdr),
                  sales: number(row.sales),
                  members: words(row.soldMemberBase, row),
                })
          }
        />
      ),
    },
    {
      id: 'lost',
      head: t('partners.sellThrough.lost'),
      ...figure,
      cell: (row) => (
        <Two
          first={words(row.returnedBase + row.damagedBase, row)}
          second={[
            row.differenceBase === 0
              ? ''
              : t('partners.sellThrough.difference', { qty: words(row.differenceBase, row) }),
            row.otherBase === 0 ? '' : t('partners.sellThrough.other', { qty: words(row.otherBase, row) }),
          ]
            .filter((part) => part !== '')
            .join(', ')}
        />
      ),
    },
    { id: 'closing', head: t('partners.sellThrough.closing'), ...figure, cell: (row) => words(row.closingBase, row) },
    { id: 'price', head: t('partners.sellThrough.price'), ...figure, cell: (row) => <Price row={row} /> },
  ];
}

/** A figure, and under it what explains it. */
function Two({ first, second }: { first: string; second: string }) {
  return (
    <>
      {first}
      {second && <small className={css.under}>{second}</small>}
    </>
  );
}

/** Lowest and highest price asked beside the ceiling of the last day; above it is said, and so are flagged lines. */
function Price({ row }: { row: SellThroughShown }) {
  const { t, rupiah, number } = useSpeech();
  const { priceMinIdr, priceMaxIdr, ceilingIdr, exceptions } = row;
  if (priceMinIdr === null || priceMaxIdr === null) return null;
  const asked = priceMinIdr === priceMaxIdr ? rupiah(priceMinIdr) : `${rupiah(priceMinIdr)} – ${rupiah(priceMaxIdr)}`;
  const isAbove = ceilingIdr !== null && priceMaxIdr > ceilingIdr;
  const said = [
    ceilingIdr === null
      ? ''
      : t(isAbove ? 'partners.sellThrough.aboveCeiling' : 'partners.sellThrough.ceiling', {
          price: rupiah(ceilingIdr),
        }),
    exceptions === 0 ? '' : t('partners.sellThrough.flagged', { count: exceptions, shown: number(exceptions) }),
  ].filter((part) => part !== '');
  return (
    <>
      {asked}
      {said.length > 0 && (
        <small className={css.under} data-late={isAbove}>
          {said.join(', ')}
        </small>
      )}
    </>
  );
}
