import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { listProductsCall } from '../../../server/catalogue/item.schema.ts';
import {
  closeNoticeCall,
  listNoticesCall,
  listSalesCall,
  listSuggestionsCall,
  makeSuggestionsCall,
  type NoticeShown,
  postNoticeCall,
  proposeSaleCall,
  type SaleListed,
  type SuggestionShown,
} from '../../../server/procurement/surplus/surplus.schema.ts';
import { stages } from '../../../server/procurement/surplus/surplus.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../../platform/cooperatives.ts';
import { may } from '../../platform/hat.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read, refresh } from '../../platform/query.ts';
import { send } from '../../platform/send.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { ConfirmButton } from '../../platform/ui/ConfirmButton.tsx';
import { CooperativeInput } from '../../platform/ui/CooperativeInput.tsx';
import { CooperativeName } from '../../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../../platform/ui/inputs.tsx';
import { SampleBadge } from '../../platform/ui/marks.tsx';
import { notify } from '../../platform/ui/notices.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { RecordButton } from '../../platform/ui/RecordButton.tsx';
import { EmptyState } from '../../platform/ui/States.tsx';
import { TabLinks } from '../../platform/ui/TabLinks.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';
import { surplusTabs } from './surplus-tabs.ts';

const route = getRouteApi('/signed-in/kelebihan');

/** Stock that one cooperative has too much of and another lacks: what was sold, what is offered, what is suggested. */
export function SurplusScreen() {
  const { t } = useSpeech();
  const { tab = 'sales' } = route.useSearch();
  return (
    <Page title={t('procurement.surplus.title')} note={t('procurement.surplus.note')} actions={<Actions />}>
      <TabLinks
        label={t('procurement.surplus.parts')}
        tabs={surplusTabs.map((value) => ({ value, label: t(`procurement.surplus.tabs.${value}`) }))}
      />
      {tab === 'sales' && <Sales />}
      {tab === 'board' && <Board />}
      {tab === 'suggestions' && <Suggestions />}
    </Page>
  );
}

function Actions() {
  const { t, number } = useSpeech();
  const making = useMutation({
    mutationFn: () => send(makeSuggestionsCall, {}),
    onSuccess: async ({ made, ended }) => {
      await refresh('procurement');
      notify(t('procurement.surplus.compared', { made: number(made), ended: number(ended) }));
    },
  });
  return (
    <>
      {may('task.assign') && (
        <Button busy={making.isPending} onClick={() => making.mutate()}>
          {t('procurement.surplus.compare')}
        </Button>
      )}
      {may('order.place') && <PostNotice />}
    </>
  );
}

function PostNotice() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { data } = useQuery({ ...read(listProductsCall), enabled: may('item.read') });
  const choices = (data?.products ?? []).map(({ code, name, packLabel }) => ({
    value: code,
    label: `${name} (${packLabel})`,
  }));
  return (
    <RecordButton
      call={postNoticeCall}
      kind="act"
      verb={t('procurement.surplus.post')}
      start={only === undefined ? {} : { cooperativeId: only }}
      ask={[
        ...(only === undefined ? (['cooperativeId'] as const) : []),
        ...(['side', 'productCode', 'qtyPacks', 'priceIdr', 'until', 'note'] as const),
      ]}
      inputs={{
        cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />,
        productCode: (props) => <ChoiceInput {...(props as InputProps<string>)} choices={choices} />,
      }}
      refusedAt={{
        'procurement/surplus-price-missing': '/priceIdr',
        'procurement/surplus-dates-reversed': '/until',
        'procurement/surplus-barred': '/productCode',
        'procurement/surplus-no-item': '/productCode',
      }}
    />
  );
}

function Sales() {
  const { t, rupiah, date } = useSpeech();
  const { cooperativeId, stage, after } = route.useSearch();
  const asked = { ...(cooperativeId && { cooperativeId }), ...(stage && { stage }), ...(after && { after }) };
  const query = useQuery({ ...read(listSalesCall, { query: asked }), placeholderData: keepPreviousData });
  const columns: Column<SaleListed>[] = [
    {
      id: 'goods',
      head: t('procurement.surplus.goods'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/kelebihan/$id" params={{ id: row.id }}>
          <Goods row={row} />
        </Link>
      ),
    },
    {
      id: 'seller',
      head: t('procurement.surplus.seller'),
      onPhone: 'labelled',
      cell: (row) => <CooperativeName name={row.seller.name} />,
    },
    {
      id: 'buyer',
      head: t('procurement.surplus.buyer'),
      onPhone: 'labelled',
      cell: (row) => <CooperativeName name={row.buyer.name} />,
    },
    { id: 'stage', head: t('procurement.surplus.stage'), cell: (row) => <StageOf row={row} /> },
    {
      id: 'amount',
      head: t('procurement.surplus.amount'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => rupiah(row.amountIdr),
    },
    {
      id: 'proposed',
      head: t('procurement.surplus.proposedOn'),
      onPhone: 'left-out',
      cell: (row) => date(row.proposedOn),
    },
  ];
  return (
    <DataTable
      caption={t('procurement.surplus.tabs.sales')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={
        <TableTools
          call={listSalesCall}
          total={query.data?.total}
          filters={[
            useCooperativeFilter(),
            {
              name: 'stage',
              label: t('procurement.surplus.everyStage'),
              choices: stages.map((value) => ({ value, label: t(`procurement.surplus.stages.${value}`) })),
            },
          ]}
        />
      }
      empty={<EmptyState title={t('procurement.surplus.noSales')}>{t('procurement.surplus.noSalesTodo')}</EmptyState>}
    />
  );
}

function Goods({ row }: { row: Pick<SaleListed, 'productName' | 'packLabel' | 'qtyPacks' | 'sample'> }) {
  const { t, number } = useSpeech();
  return (
    <>
      {t('procurement.surplus.packs', { name: row.productName, packs: number(row.qtyPacks), label: row.packLabel })}{' '}
      {row.sample && <SampleBadge />}
    </>
  );
}

/** How far a sale has come, and what is still open once it has arrived. */
export function StageOf({ row }: { row: Pick<SaleListed, 'stage' | 'isSellerPosted' | 'isPaid' | 'isCollected'> }) {
  const { t } = useSpeech();
  if (row.stage !== 'received') return t(`procurement.surplus.stages.${row.stage}`);
  if (!row.isSellerPosted) return t('procurement.surplus.halfPosted');
  if (!row.isPaid) return t('procurement.surplus.unpaid');
  return t(row.isCollected ? 'procurement.surplus.settled' : 'procurement.surplus.uncollected');
}

function Board() {
  const { t, rupiah, date } = useSpeech();
  const only = useOnlyCooperative();
  const { side, after } = route.useSearch();
  const asked = { ...(side && { side }), ...(after && { after }) };
  const query = useQuery({ ...read(listNoticesCall, { query: asked }), placeholderData: keepPreviousData });
  const columns: Column<NoticeShown>[] = [
    {
      id: 'goods',
      head: t('procurement.surplus.goods'),
      onPhone: 'headline',
      cell: (row) => <Goods row={row} />,
    },
    { id: 'side', head: t('procurement.fields.side'), cell: (row) => t(`procurement.options.side.${row.side}`) },
    {
      id: 'cooperative',
      head: t('procurement.fields.cooperativeId'),
      cell: (row) => <CooperativeName name={row.cooperative.name} />,
    },
    {
      id: 'price',
      head: t('procurement.surplus.pricePerPack'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => (row.priceIdr === null ? '–' : rupiah(row.priceIdr)),
    },
    { id: 'until', head: t('procurement.fields.until'), onPhone: 'labelled', cell: (row) => date(row.until) },
    {
      id: 'actions',
      head: t('procurement.surplus.actions'),
      can: 'order.place',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.isOwn && only !== undefined ? (
          <ConfirmButton
            kind="quiet"
            verb={t('procurement.surplus.takeDown')}
            consequence={t('procurement.surplus.takeDownMeans')}
            onConfirm={async () => {
              await send(closeNoticeCall, { params: { id: row.id } });
              await refresh('procurement');
            }}
          />
        ) : (
          <Propose originId={row.id} row={row} priceIdr={row.priceIdr} />
        ),
    },
  ];
  return (
    <DataTable
      caption={t('procurement.surplus.tabs.board')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={
        <TableTools
          call={listNoticesCall}
          total={query.data?.total}
          filters={[
            {
              name: 'side',
              label: t('procurement.surplus.everySide'),
              choices: (['offer', 'want'] as const).map((value) => ({
                value,
                label: t(`procurement.options.side.${value}`),
              })),
            },
          ]}
        />
      }
      empty={
        <EmptyState title={t('procurement.surplus.noNotices')}>{t('procurement.surplus.noNoticesTodo')}</EmptyState>
      }
    />
  );
}

function Suggestions() {
  const { t, date } = useSpeech();
  const { cooperativeId, after } = route.useSearch();
  const asked = { ...(cooperativeId && { cooperativeId }), ...(after && { after }) };
  const query = useQuery({ ...read(listSuggestionsCall, { query: asked }), placeholderData: keepPreviousData });
  const columns: Column<SuggestionShown>[] = [
    {
      id: 'goods',
      head: t('procurement.surplus.goods'),
      onPhone: 'headline',
      cell: (row) => <Goods row={row} />,
    },
    {
      id: 'seller',
      head: t('procurement.surplus.seller'),
      onPhone: 'labelled',
      cell: (row) => <CooperativeName name={row.seller.name} />,
    },
    {
      id: 'buyer',
      head: t('procurement.surplus.buyer'),
      onPhone: 'labelled',
      cell: (row) => <CooperativeName name={row.buyer.name} />,
    },
    { id: 'made', head: t('procurement.surplus.madeOn'), onPhone: 'labelled', cell: (row) => date(row.madeOn) },
    {
      id: 'actions',
      head: t('procurement.surplus.actions'),
      can: 'order.place',
      align: 'end',
      onPhone: 'action',
      cell: (row) => <Propose originId={row.id} row={row} priceIdr={null} between={row} />,
    },
  ];
  return (
    <DataTable
      caption={t('procurement.surplus.tabs.suggestions')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={<TableTools call={listSuggestionsCall} total={query.data?.total} filters={[useCooperativeFilter()]} />}
      empty={
        <EmptyState title={t('procurement.surplus.noSuggestions')}>
          {t('procurement.surplus.noSuggestionsTodo')}
        </EmptyState>
      }
    />
  );
}

interface ProposeProps {
  originId: string;
  row: Pick<SaleListed, 'productName' | 'packLabel' | 'qtyPacks' | 'sample'>;
  priceIdr: SaleListed['priceIdr'] | null;
  /** The two of a suggestion: whoever acts for both says for whom. */
  between?: Pick<SuggestionShown, 'buyer' | 'seller'>;
}

/** Answers a notice or a suggestion: so many packs at a price, for the other cooperative to agree to. */
function Propose({ originId, row, priceIdr, between }: ProposeProps) {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const choices = between && [between.seller, between.buyer].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <RecordButton
      call={proposeSaleCall}
      kind="quiet"
      verb={t('procurement.surplus.propose')}
      title={`${t('procurement.surplus.propose')}: ${row.productName}`}
      start={{
        originId,
        qtyPacks: row.qtyPacks,
        ...(priceIdr !== null && { priceIdr }),
        ...(only !== undefined && { cooperativeId: only }),
      }}
      ask={[...(only === undefined ? (['cooperativeId'] as const) : []), 'qtyPacks', 'priceIdr']}
      inputs={{
        cooperativeId: (props) =>
          choices === undefined ? (
            <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />
          ) : (
            <ChoiceInput {...(props as InputProps<string>)} choices={choices} />
          ),
      }}
      refusedAt={{ 'procurement/surplus-more': '/qtyPacks' }}
    />
  );
}
