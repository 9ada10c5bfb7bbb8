import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  correctionStates,
  handOverCorrectionsCall,
  listCorrectionsCall,
} from '../../server/assets/correction.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { download, send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { DataTable } from '../platform/ui/DataTable.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, wordsFor } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { useCorrectionColumns } from './correction-columns.tsx';

const route = getRouteApi('/signed-in/aset/koreksi');

/** What the city proposes to BKAD, and what became of it. */
export function CorrectionsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const corrections = useQuery({ ...read(listCorrectionsCall, { query }), placeholderData: keepPreviousData });
  const states = correctionStates.map((value) => ({ value, label: t(`assets.corrections.states.${value}`) }));
  return (
    <Page
      title={t('assets.corrections.title')}
      note={t('assets.corrections.note')}
      actions={may('asset.edit') && <HandOver />}
    >
      <DataTable
        caption={t('assets.corrections.title')}
        query={corrections}
        columns={useCorrectionColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listCorrectionsCall}
            total={corrections.data?.total}
            filters={[{ name: 'state', label: t('assets.corrections.everyState'), choices: states }]}
          />
        }
        empty={<EmptyState title={t('assets.corrections.none')}>{t('assets.corrections.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

/** Saves what is open as a workbook for BKAD and notes that it was handed over: what is seen here is what is in the file. */
function HandOver() {
  const { t } = useSpeech();
  const open = useQuery(read(listCorrectionsCall, { query: { state: 'open', limit: 200 } })).data?.rows ?? [];
  const handing = useMutation({
    mutationFn: async () => {
      await download(listCorrectionsCall, { query: { state: 'open' } }, 'xlsx');
      return await send(handOverCorrectionsCall, { body: { ids: open.map(({ id }) => id) } });
    },
    onSuccess: async ({ handedOver }) => {
      await refresh('assets');
      notify(t('assets.corrections.handed', { count: handedOver }));
    },
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <Button kind="act" busy={handing.isPending} disabled={open.length === 0} onClick={() => handing.mutate()}>
      {t('assets.corrections.handOver', { count: open.length })}
    </Button>
  );
}
