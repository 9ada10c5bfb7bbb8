import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Change, listChangesCall } from '../../server/reporting/change.schema.ts';
import { changeKinds } from '../../server/reporting/change.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { changeWords } from './change-words.ts';

const route = getRouteApi('/signed-in/perubahan');

/** The rows behind "Tujuh hari terakhir". */
export function ChangesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const changes = useQuery({ ...read(listChangesCall, { query }), placeholderData: keepPreviousData });
  const kinds = Object.keys(changeKinds).map((value) => ({
    value,
    label: t(`reporting.changes.kinds.${value}`, { about: '' }).replace(/:? *$/, ''),
  }));
  return (
    <Page title={t('reporting.changes.title')} note={t('reporting.changes.note')} actions={<AsOf />}>
      <DataTable
        caption={t('reporting.changes.title')}
        query={changes}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listChangesCall}
            total={changes.data?.total}
            filters={[{ name: 'kind', label: t('reporting.changes.everyKind'), choices: kinds }]}
          />
        }
        empty={<EmptyState title={t('reporting.week.quiet')}>{t('reporting.week.quietNote')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<Change>[] {
  const speech = useSpeech();
  const { t, date } = speech;
  return [
    { id: 'on', head: t('reporting.changes.on'), cell: (row) => date(row.on) },
    {
      id: 'what',
      head: t('reporting.changes.what'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {changeWords(row, speech)} {row.late && `(${t('reporting.week.late')})`} {row.sample && <SampleBadge />}
        </>
      ),
    },
    {
      id: 'cooperative',
      head: t('reporting.changes.cooperative'),
      cell: ({ cooperative }) =>
        cooperative && (
          <Link to="/koperasi/$id" params={{ id: cooperative.id }}>
            <CooperativeName name={cooperative.name} />
          </Link>
        ),
    },
    { id: 'source', head: t('reporting.changes.source'), cell: (row) => row.source ?? t('reporting.changes.ours') },
  ];
}
