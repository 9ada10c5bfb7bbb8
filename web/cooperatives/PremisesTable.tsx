import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { endPremisesCall, type PremisesShown } from '../../server/cooperatives/premises.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { pointWords } from '../platform/point-words.ts';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable, type RowPage } from '../platform/ui/DataTable.tsx';
import { RecordedNote, SourceHint } from '../platform/ui/marks.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';

interface PremisesTableProps {
  query: UseQueryResult<RowPage<PremisesShown>, Error>;
  /** On the city's list; on the page of one cooperative its name is already there. */
  namesCooperative?: boolean;
  tools?: ReactNode;
}

export function PremisesTable({ query, namesCooperative = false, tools }: PremisesTableProps) {
  const { t, date } = useSpeech();
  const cooperative: Column<PremisesShown> = {
    id: 'cooperative',
    head: t('cooperatives.name'),
    onPhone: 'headline',
    cell: (row) => (
      <Link to="/koperasi/$id" params={{ id: row.cooperative.id }} search={{ tab: 'premises' }}>
        <CooperativeName name={row.cooperative.name} />
      </Link>
    ),
  };
  const columns: Column<PremisesShown>[] = [
    ...(namesCooperative ? [cooperative] : []),
    {
      id: 'use',
      head: t('cooperatives.fields.use'),
      ...(!namesCooperative && { onPhone: 'headline' }),
      cell: (row) => t(`cooperatives.options.use.${row.use}`),
    },
    {
      id: 'place',
      head: t('cooperatives.premises.place'),
      cell: ({ place }) => (
        <>
          {[place.name, place.address].filter((part) => part !== null).join(', ')}{' '}
          <span className="quiet small nowrap">{pointOf(place)}</span>
        </>
      ),
    },
    {
      id: 'right',
      head: t('cooperatives.fields.right'),
      onPhone: 'left-out',
      cell: (row) => t(`cooperatives.options.right.${row.right}`),
    },
    {
      id: 'valid',
      head: t('cooperatives.premises.valid'),
      cell: (row) => `${date(row.validFrom)} – ${row.validTo ? date(row.validTo) : t('cooperatives.openEnd')}`,
    },
    {
      id: 'source',
      head: t('cooperatives.source'),
      cell: (row) => (
        <>
          <SourceHint source={row.source} /> <RecordedNote {...row.recorded} />
        </>
      ),
    },
    {
      id: 'end',
      head: t('cooperatives.actions'),
      can: 'cooperative.edit',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.validTo === null && (
          <RecordButton
            kind="quiet"
            verb={t('cooperatives.premises.end')}
            title={`${t('cooperatives.premises.end')}: ${row.place.name}`}
            call={endPremisesCall}
            params={{ id: row.id }}
            refusedAt={{ 'cooperatives/dates-reversed': '/on' }}
          />
        ),
    },
  ];
  return (
    <DataTable
      caption={t('cooperatives.premises.title')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={tools}
      empty={<EmptyState title={t('cooperatives.premises.none')}>{t('cooperatives.premises.noneTodo')}</EmptyState>}
    />
  );
}

function pointOf({ latitude, longitude }: PremisesShown['place']): string | null {
  return latitude === null || longitude === null ? null : pointWords({ latitude, longitude });
}
