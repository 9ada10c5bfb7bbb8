import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  addPartnerCall,
  addPartnershipCall,
  endPartnershipCall,
  goodsKinds,
  listPartnershipsCall,
  type PartnershipShown,
} from '../../server/partners/partner.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName, shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { ChoiceInput, type InputProps, YesNoInput } from '../platform/ui/inputs.tsx';
import { SourceHint } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { usePartnerChoices, usePartnerFilter } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/mitra');

/** Which cooperative deals with which partner, as of a day. */
export function PartnershipsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const partnerships = useQuery({ ...read(listPartnershipsCall, { query }), placeholderData: keepPreviousData });
  const choices = usePartnerChoices();
  return (
    <Page
      title={t('partners.list.title')}
      actions={
        <>
          <AsOf />
          {may('partnership.edit') && <Add partners={choices} />}
        </>
      }
    >
      <DataTable
        caption={t('partners.list.title')}
        query={partnerships}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listPartnershipsCall}
            total={partnerships.data?.total}
            filters={[useCooperativeFilter(), usePartnerFilter()]}
          />
        }
        empty={
          <EmptyState title={t('partners.list.none')}>
            {may('partnership.edit') && t('partners.list.noneTodo')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<PartnershipShown>[] {
  const { t, date } = useSpeech();
  return [
    {
      id: 'cooperative',
      head: t('partners.fields.cooperativeId'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/koperasi/$id" params={{ id: row.cooperative.id }}>
          <CooperativeName name={row.cooperative.name} />
        </Link>
      ),
    },
    { id: 'partner', head: t('partners.fields.partnerId'), cell: (row) => row.partner.name },
    {
      id: 'goods',
      head: t('partners.fields.goods'),
      cell: (row) => row.goods.map((kind) => t(`partners.options.goods.${kind}`)).join(', '),
    },
    { id: 'stage', head: t('partners.fields.stage'), cell: (row) => t(`partners.options.stage.${row.stage}`) },
    {
      id: 'valid',
      head: t('partners.list.valid'),
      cell: (row) => `${date(row.validFrom)} – ${row.validTo ? date(row.validTo) : t('partners.list.openEnd')}`,
    },
    { id: 'source', head: t('partners.list.source'), cell: (row) => <SourceHint source={row.source} /> },
    {
      id: 'end',
      head: t('partners.list.actions'),
      can: 'partnership.edit',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.validTo === null && (
          <DialogButton
            kind="quiet"
            verb={t('partners.end')}
            title={`${t('partners.end')}: ${row.partner.name}, ${shortNameOf(row.cooperative.name)}`}
          >
            {(close, done) => (
              <CallForm
                call={endPartnershipCall}
                params={{ id: row.id }}
                submit={t('partners.end')}
                cancel={close}
                refusedAt={{ 'partners/dates-reversed': '/on' }}
                onDone={done}
              />
            )}
          </DialogButton>
        ),
    },
  ];
}

function Add({ partners }: { partners: readonly { value: string; label: string }[] }) {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  return (
    <>
      <DialogButton verb={t('partners.addAgent')}>
        {(close, done) => (
          <CallForm call={addPartnerCall} submit={t('partners.addAgent')} cancel={close} onDone={done} />
        )}
      </DialogButton>
      <DialogButton kind="act" verb={t('partners.add')}>
        {(close, done) => (
          <CallForm
            call={addPartnershipCall}
            submit={t('partners.add')}
            cancel={close}
            onDone={done}
            refreshes={['cooperatives']}
            refusedAt={{ 'partners/dates-reversed': '/validTo' }}
            start={cooperativeId === undefined ? {} : { cooperativeId }}
            inputs={{
              cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />,
              partnerId: (props) => <ChoiceInput {...(props as InputProps<string>)} choices={partners} />,
              goods: (props) => <GoodsInput {...(props as InputProps<string[]>)} />,
            }}
          />
        )}
      </DialogButton>
    </>
  );
}

function GoodsInput({ id, label, error, value = [], onChange }: InputProps<string[]>) {
  const { t } = useSpeech();
  return (
    <fieldset id={id} tabIndex={-1}>
      <legend>{label}</legend>
      {goodsKinds.map((kind) => (
        <YesNoInput
          key={kind}
          label={t(`partners.options.goods.${kind}`)}
          value={value.includes(kind)}
          error={kind === goodsKinds[0] ? error : undefined}
          onChange={(on) => {
            const next = goodsKinds.filter((each) => (each === kind ? on : value.includes(each)));
            onChange(next.length === 0 ? undefined : next);
          }}
        />
      ))}
    </fieldset>
  );
}
