import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { getChoicesCall, recordSheetCall } from '../../server/opening/sheet.schema.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { useTableSearch } from '../platform/ui/DataTable.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { CylinderRows, MoneyRows, StockRows } from './SheetRows.tsx';

const route = getRouteApi('/signed-in/buku/saldo-awal/baru');
type Choices = ReplyOf<typeof getChoicesCall>;

/** Puts down what a cooperative has and owes on the day its book begins. */
export function NewOpeningScreen() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  const { change } = useTableSearch();
  if (cooperativeId === undefined)
    return (
      <Page title={t('opening.put')} note={t('opening.putNote')}>
        <CooperativeInput
          label={t('opening.cooperative')}
          required
          value={undefined}
          onChange={(chosen) => change({ cooperativeId: chosen })}
        />
      </Page>
    );
  return <OfCooperative cooperativeId={cooperativeId} />;
}

function OfCooperative({ cooperativeId }: { cooperativeId: Choices['cooperative']['id'] }) {
  const { t } = useSpeech();
  const query = useQuery(read(getChoicesCall, { params: { cooperativeId } }));
  return (
    <Loaded query={query}>
      {(choices) => (
        <Page title={t('opening.put')} note={`${choices.cooperative.name} · ${t('opening.putNote')}`}>
          <Sheet choices={choices} />
        </Page>
      )}
    </Loaded>
  );
}

function Sheet({ choices }: { choices: Choices }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  return (
    <CallForm
      call={recordSheetCall}
      submit={t('opening.send')}
      start={{
        ...{ cooperativeId: choices.cooperative.id, lines: [], stock: [], cylinders: [] },
        ...(choices.openedOn !== null && { asOf: choices.openedOn }),
      }}
      ask={['asOf', 'evidence', 'lines', 'stock', 'cylinders']}
      inputs={{
        lines: (props) => <MoneyRows key="lines" {...props} choices={choices} />,
        stock: (props) => <StockRows key="stock" {...props} choices={choices} />,
        cylinders: (props) => <CylinderRows key="cylinders" {...props} choices={choices} />,
      }}
      refusedAt={{
        ...{ 'opening/in-future': '/asOf', 'opening/other-day': '/asOf', 'opening/unknown-account': '/lines' },
        ...{ 'opening/kept-by-goods': '/lines', 'opening/party-missing': '/lines', 'opening/unknown-party': '/lines' },
        ...{ 'opening/unknown-item': '/stock', 'opening/unknown-place': '/stock' },
        'opening/borrowed-has-value': '/cylinders',
      }}
      onDone={(_reply, { id }) => void navigate({ to: '/buku/saldo-awal/$id', params: { id } })}
    />
  );
}
