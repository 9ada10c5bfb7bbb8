import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listCorrectionsCall, proposeCorrectionCall } from '../../server/assets/correction.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { DataTable, useTableSearch } from '../platform/ui/DataTable.tsx';
import { UploadInput } from '../platform/ui/files.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import type { Asset } from './asset-page.ts';
import { useCorrectionColumns } from './correction-columns.tsx';

/** What BKAD's register should say of this asset. */
export function CorrectionsTab({ asset }: { asset: Asset }) {
  const { t } = useSpeech();
  const { search } = useTableSearch();
  const corrections = useQuery({
    ...read(listCorrectionsCall, { query: { assetId: asset.id, ...(search.after && { after: search.after }) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title={t('assets.corrections.title')}
      note={t('assets.corrections.note')}
      aside={
        may('asset.edit') && (
          <RecordButton
            call={proposeCorrectionCall}
            verb={t('assets.corrections.propose')}
            params={{ assetId: asset.id }}
            ask={['field', 'proposedValue', 'reason', 'fileId']}
            refusedAt={{
              'assets/correction-unreadable': '/proposedValue',
              'assets/correction-same': '/proposedValue',
              'assets/correction-open': '/field',
            }}
            inputs={{ fileId: (props) => <UploadInput {...(props as InputProps<Id<'file'>>)} key="file" /> }}
          />
        )
      }
    >
      <DataTable
        caption={t('assets.corrections.title')}
        query={corrections}
        columns={useCorrectionColumns().filter(({ id }) => id !== 'asset')}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('assets.corrections.none')}>{t('assets.corrections.noneTodo')}</EmptyState>}
      />
    </Section>
  );
}
