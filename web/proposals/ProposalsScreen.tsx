import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  closeProposalCall,
  listProposalsCall,
  openProposalCall,
  type ProposalShown,
} from '../../server/proposals/proposal.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName, shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { RecordedNote, SourceHint } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/usulan');

/** Wishes for a new building, opened before a site is known. */
export function ProposalsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const proposals = useQuery({ ...read(listProposalsCall, { query }), placeholderData: keepPreviousData });
  const stages = (['site_sought', 'closed'] as const).map((value) => ({
    value,
    label: t(`proposals.stage.${value}`),
  }));
  return (
    <Page title={t('proposals.list.title')} actions={may('proposal.open') && <Open />}>
      <DataTable
        caption={t('proposals.list.title')}
        query={proposals}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listProposalsCall}
            total={proposals.data?.total}
            filters={[
              useCooperativeFilter(),
              { name: 'stage', label: t('proposals.list.everyStage'), choices: stages },
            ]}
          />
        }
        empty={
          <EmptyState title={t('proposals.list.none')}>
            {may('proposal.open') && t('proposals.list.noneTodo')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<ProposalShown>[] {
  const { t, date } = useSpeech();
  return [
    {
      id: 'cooperative',
      head: t('proposals.fields.cooperativeId'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/koperasi/$id" params={{ id: row.cooperative.id }}>
          <CooperativeName name={row.cooperative.name} />
        </Link>
      ),
    },
    { id: 'opened', head: t('proposals.fields.openedOn'), onPhone: 'labelled', cell: (row) => date(row.openedOn) },
    {
      id: 'stage',
      head: t('proposals.list.stage'),
      cell: (row) =>
        [t(`proposals.stage.${row.stage}`), row.closedOn && date(row.closedOn), row.closeReason]
          .filter((part) => part)
          .join(' · '),
    },
    { id: 'source', head: t('proposals.list.source'), cell: (row) => <SourceHint source={row.source} /> },
    {
      id: 'recorded',
      head: t('proposals.list.recorded'),
      onPhone: 'left-out',
      cell: (row) => <RecordedNote role={row.recordedRole} onBehalf={row.onBehalf} />,
    },
    {
      id: 'close',
      head: t('proposals.list.actions'),
      can: 'proposal.open',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.stage !== 'closed' && (
          <DialogButton
            kind="quiet"
            verb={t('proposals.close')}
            title={`${t('proposals.close')}: ${shortNameOf(row.cooperative.name)}`}
          >
            {(close, done) => (
              <CallForm
                call={closeProposalCall}
                params={{ id: row.id }}
                submit={t('proposals.close')}
                cancel={close}
                refreshes={['tasks']}
                onDone={done}
              />
            )}
          </DialogButton>
        ),
    },
  ];
}

function Open() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  return (
    <DialogButton kind="act" verb={t('proposals.open')}>
      {(close, done) => (
        <CallForm
          call={openProposalCall}
          submit={t('proposals.open')}
          cancel={close}
          onDone={done}
          refreshes={['tasks']}
          refusedAt={{ 'proposals/already-open': '/cooperativeId', 'proposals/past-proposal': '/cooperativeId' }}
          start={cooperativeId === undefined ? {} : { cooperativeId }}
          inputs={{
            cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />,
          }}
        />
      )}
    </DialogButton>
  );
}
