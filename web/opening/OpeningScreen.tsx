import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { rupiah as whole } from '../../server/kernel/rupiah.ts';
import {
  approveSheetCall,
  askReversalCall,
  getSheetCall,
  refuseReversalCall,
  refuseSheetCall,
  reverseSheetCall,
  withdrawSheetCall,
} from '../../server/opening/sheet.schema.ts';
import { type Act, residualAccount } from '../../server/opening/sheet.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Sideways } from '../platform/ui/Sideways.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import css from './sheet.module.css';

type Whole = ReplyOf<typeof getSheetCall>;

/** One sheet of opening balances: what the book begins with, and what is to be done with it now. */
export function OpeningScreen() {
  const { t, date } = useSpeech();
  const params = useParams({ from: '/signed-in/buku/saldo-awal/$id' });
  const query = useQuery(read(getSheetCall, { params }));
  return (
    <Loaded query={query}>
      {(sheet) => (
        <Page
          title={t('opening.of', { on: date(sheet.asOf) })}
          note={
            <>
              {sheet.cooperative.name} · {t(`opening.stages.${sheet.stage}`)}{' '}
              <RecordedNote role={sheet.recordedRole} onBehalf={sheet.onBehalf} /> {sheet.sample && <SampleBadge />}
            </>
          }
          actions={sheet.actions.map((act) => <Action key={act} act={act} id={sheet.id} />)}
        >
          <Facts items={[{ label: t('opening.fields.evidence'), value: sheet.evidence }]} />
          <Balances sheet={sheet} />
          <Goods sheet={sheet} />
          <Steps sheet={sheet} />
        </Page>
      )}
    </Loaded>
  );
}

const withReason = {
  refuse: refuseSheetCall,
  'ask-reversal': askReversalCall,
  'refuse-reversal': refuseReversalCall,
} as const;
const atOnce = { approve: approveSheetCall, withdraw: withdrawSheetCall, reverse: reverseSheetCall } as const;

function Action({ act, id }: { act: Act; id: Whole['id'] }) {
  const { t } = useSpeech();
  const params = { id };
  const verb = t(`opening.acts.${act}`);
  if (act === 'refuse' || act === 'ask-reversal' || act === 'refuse-reversal')
    return (
      <RecordButton
        call={withReason[act]}
        kind="plain"
        verb={verb}
        params={params}
        refreshes={['ledger', 'inventory']}
      />
    );
  return (
    <ConfirmButton
      kind={act === 'withdraw' ? 'plain' : 'act'}
      verb={verb}
      consequence={t(`opening.means.${act}`)}
      onConfirm={async () => {
        await send(atOnce[act], { params });
        await refresh('opening', 'ledger', 'inventory');
      }}
    />
  );
}

function Balances({ sheet: { postings } }: { sheet: Whole }) {
  const { t, rupiah } = useSpeech();
  const amount = (idr: number) => (idr > 0 ? rupiah(whole(idr)) : '');
  const side = (sign: 1 | -1) => postings.reduce((sum, { amountIdr }) => sum + Math.max(amountIdr * sign, 0), 0);
  return (
    <Section title={t('opening.balances')} note={t('opening.residual', { code: residualAccount })}>
      <Table title={t('opening.balances')} heads={[t('opening.account'), t('opening.debit'), t('opening.credit')]}>
        {postings.map(({ accountCode, accountName, amountIdr, party }) => (
          <tr key={`${accountCode} ${party}`}>
            <th scope="row">
              {accountCode} {accountName}
              {party !== null && ` · ${party}`}
            </th>
            <td>{amount(amountIdr)}</td>
            <td>{amount(-amountIdr)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('opening.sum')}</th>
          <td>{amount(side(1))}</td>
          <td>{amount(side(-1))}</td>
        </tr>
      </Table>
    </Section>
  );
}

function Goods({ sheet: { stock, cylinders } }: { sheet: Whole }) {
  const { t, rupiah, number } = useSpeech();
  const quantity = (base: number, unit: string) =>
    unit === 'piece' ? number(base) : `${number(base / 1000)} ${t(`opening.units.${unit}`)}`;
  return (
    <>
      {stock.length > 0 && (
        <Section title={t('opening.goods')}>
          <Table title={t('opening.goods')} heads={[t('opening.item'), t('opening.quantity'), t('opening.worth')]}>
            {stock.map((line) => (
              <tr key={`${line.item} ${line.place}`}>
                <th scope="row">
                  {line.item} · {line.place}
                </th>
                <td>{quantity(line.qtyBase, line.baseUnit)}</td>
                <td>{rupiah(line.valueIdr)}</td>
              </tr>
            ))}
          </Table>
        </Section>
      )}
      {cylinders.length > 0 && (
        <Section title={t('opening.cylinders')}>
          <Table title={t('opening.cylinders')} heads={[t('opening.size'), t('opening.count'), t('opening.worth')]}>
            {cylinders.map((line) => (
              <tr key={`${line.sizeKg10} ${line.state} ${line.owner}`}>
                <th scope="row">
                  {number(line.sizeKg10 / 10)} kg · {t(`opening.states.${line.state}`)}
                  {line.owner !== null && ` · ${line.owner}`}
                </th>
                <td>{number(line.qty)}</td>
                <td>{rupiah(line.valueIdr)}</td>
              </tr>
            ))}
          </Table>
        </Section>
      )}
    </>
  );
}

function Table({ title, heads, children }: { title: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <Sideways label={title}>
      <table className={css.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Sideways>
  );
}

function Steps({ sheet: { steps } }: { sheet: Whole }) {
  const { t, moment } = useSpeech();
  if (steps.length === 0) return null;
  return (
    <Section title={t('opening.history')}>
      <Timeline
        items={steps.toReversed().map((step) => ({
          key: step.recordedAt + step.act,
          when: moment(step.recordedAt),
          what: [t(`opening.done.${step.act}`), step.reason].filter(Boolean).join(': '),
          from: <RecordedNote role={step.recordedRole} onBehalf={false} />,
        }))}
      />
    </Section>
  );
}
