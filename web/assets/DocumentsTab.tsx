import { useQuery } from '@tanstack/react-query';
import { addDocumentCall, type DocumentShown, listDocumentsCall } from '../../server/assets/edit.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { FileButton, UploadInput } from '../platform/ui/files.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import type { Asset } from './asset-page.ts';

/** Certificates, maps and decrees about an asset. */
export function DocumentsTab({ asset }: { asset: Asset }) {
  const { t } = useSpeech();
  const documents = useQuery({
    ...read(listDocumentsCall, { params: { id: asset.id } }),
    select: ({ rows }) => ({ rows, next: null, total: rows.length }),
  });
  return (
    <Section
      title={t('assets.tabs.documents')}
      aside={
        may('asset.edit') && (
          <RecordButton
            call={addDocumentCall}
            verb={t('assets.documents.add')}
            params={{ assetId: asset.id }}
            ask={['kind', 'title', 'number', 'datedOn', 'fileId']}
            refusedAt={{ 'assets/in-future': '/datedOn', 'assets/unknown-file': '/fileId' }}
            inputs={{ fileId: (props) => <UploadInput {...(props as InputProps<Id<'file'>>)} key="file" /> }}
          />
        )
      }
    >
      <DataTable
        caption={t('assets.tabs.documents')}
        query={documents}
        columns={useColumns()}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('assets.documents.none')}>{t('assets.documents.noneTodo')}</EmptyState>}
      />
    </Section>
  );
}

function useColumns(): Column<DocumentShown>[] {
  const { t, date } = useSpeech();
  return [
    { id: 'title', head: t('assets.fields.title'), onPhone: 'headline', cell: (row) => row.title },
    { id: 'kind', head: t('assets.fields.kind'), cell: (row) => t(`assets.options.kind.${row.kind}`) },
    { id: 'number', head: t('assets.fields.number'), cell: (row) => row.number ?? '–' },
    { id: 'dated', head: t('assets.fields.datedOn'), cell: (row) => (row.datedOn ? date(row.datedOn) : '–') },
    {
      id: 'by',
      head: t('assets.documents.by'),
      onPhone: 'left-out',
      cell: (row) => roleName(row.recordedRole, t),
    },
    {
      id: 'file',
      head: t('assets.documents.file'),
      align: 'end',
      onPhone: 'action',
      cell: (row) => (row.isReadable ? <FileButton id={row.fileId} about={row.title} /> : t('assets.documents.kept')),
    },
  ];
}
