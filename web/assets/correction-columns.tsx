import { Link } from '@tanstack/react-router';
import { type CorrectionShown, settleCorrectionCall } from '../../server/assets/correction.schema.ts';
import { legalFields } from '../../server/assets/legal-field.ts';
import { useSpeech } from '../platform/i18n.ts';
import type { Column } from '../platform/ui/DataTable.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';

/** Proposals to BKAD, in the terms of its form. */
export function useCorrectionColumns(): Column<CorrectionShown>[] {
  const { t, date } = useSpeech();
  return [
    {
      id: 'asset',
      head: t('assets.fields.name'),
      onPhone: 'headline',
      cell: ({ asset }) => (
        <>
          <Link to="/aset/$id" params={{ id: asset.id }} search={{ tab: 'corrections' }}>
            {asset.name}
          </Link>{' '}
          {asset.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'field', head: t('assets.fields.field'), cell: (row) => legalFields[row.field].column },
    {
      id: 'register',
      head: t('assets.corrections.says'),
      onPhone: 'labelled',
      cell: (row) => row.registerValue || '–',
    },
    { id: 'proposed', head: t('assets.corrections.should'), onPhone: 'labelled', cell: (row) => row.proposedValue },
    { id: 'reason', head: t('assets.corrections.why'), onPhone: 'left-out', cell: (row) => row.reason },
    {
      id: 'state',
      head: t('assets.corrections.state'),
      cell: ({ state, settledOn, settledNote }) =>
        [t(`assets.corrections.states.${state}`), settledOn && date(settledOn), settledNote]
          .filter((part) => part)
          .join(' · '),
    },
    {
      id: 'settle',
      head: t('assets.corrections.actions'),
      can: 'asset.edit',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        (row.state === 'open' || row.state === 'exported') && (
          <RecordButton
            kind="quiet"
            call={settleCorrectionCall}
            verb={t('assets.corrections.settle')}
            params={{ id: row.id }}
            ask={['state', 'on', 'note']}
            refusedAt={{ 'assets/in-future': '/on' }}
          />
        ),
    },
  ];
}
