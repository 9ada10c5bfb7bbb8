import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { listSheetsCall, type SheetListed } from '../../server/opening/sheet.schema.ts';
import { stages } from '../../server/opening/sheet.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/buku/saldo-awal');

/** Where the books of the cooperatives begin, and which of these sheets wait for a second person. */
export function OpeningsScreen() {
  const { t, date } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId, stage, after } = route.useSearch();
  const asked = { ...(cooperativeId && { cooperativeId }), ...(stage && { stage }), ...(after && { after }) };
  const query = useQuery({ ...read(listSheetsCall, { query: asked }), placeholderData: keepPreviousData });
  const stands =
    only !== undefined &&
    query.data?.rows.some((row) => ['proposed', 'approved', 'reversal-asked'].includes(row.stage));
  const columns: Column<SheetListed>[] = [
    {
      id: 'whose',
      head: t('opening.cooperative'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/buku/saldo-awal/$id" params={{ id: row.id }}>
            {shortNameOf(row.cooperative.name)}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'asOf', head: t('opening.fields.asOf'), cell: (row) => date(row.asOf) },
    { id: 'stage', head: t('opening.stage'), cell: (row) => t(`opening.stages.${row.stage}`) },
    {
      id: 'by',
      head: t('opening.putDown'),
      onPhone: 'left-out',
      cell: (row) => <RecordedNote role={row.recordedRole} onBehalf={row.onBehalf} />,
    },
  ];
  return (
    <Page
      title={t('opening.title')}
      note={t('opening.note')}
      actions={
        may('opening.record') &&
        !stands && (
          <Link to="/buku/saldo-awal/baru" search={only === undefined ? {} : { cooperativeId: only }}>
            {t('opening.put')}
          </Link>
        )
      }
    >
      <DataTable
        caption={t('opening.title')}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listSheetsCall}
            total={query.data?.total}
            filters={[
              useCooperativeFilter(),
              {
                name: 'stage',
                label: t('opening.everyStage'),
                choices: stages.map((value) => ({ value, label: t(`opening.stages.${value}`) })),
              },
            ]}
          />
        }
        empty={<EmptyState title={t('opening.none')}>{t('opening.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}
