import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type KibImportShown, listKibImportsCall } from '../../../server/assets/kib/kib.schema.ts';
import { instant } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { Facts } from '../../platform/ui/Facts.tsx';
import { SampleBadge } from '../../platform/ui/marks.tsx';
import { Columns, Page, Section, Stack } from '../../platform/ui/Page.tsx';
import { Loaded } from '../../platform/ui/States.tsx';
import { KibReport } from './KibReport.tsx';
import { KibUpload } from './KibUpload.tsx';

const route = getRouteApi('/signed-in/aset/impor');

/** BKAD's register as files: laid down, looked at, taken. */
export function KibScreen() {
  const { t } = useSpeech();
  const { import: chosen } = route.useSearch();
  const imports = useQuery(read(listKibImportsCall));
  const shown = chosen ?? imports.data?.rows[0]?.id;
  return (
    <Page title={t('assets.kib.title')} note={t('assets.kib.lead')}>
      <Loaded query={imports}>
        {({ rows }) => (
          <Columns shape="narrow-wide">
            <Stack>
              <Section title={t('assets.kib.upload')}>
                <KibUpload kind={shown === undefined ? 'act' : 'plain'} />
              </Section>
              <Section title={t('assets.kib.past')}>
                {rows.length === 0 ? (
                  <p className="quiet">{t('assets.kib.pastNone')}</p>
                ) : (
                  <PastImports imports={rows} />
                )}
              </Section>
            </Stack>
            <Section title={t('assets.kib.report')}>
              {shown === undefined ? (
                <p className="quiet">{t('assets.kib.pastTodo')}</p>
              ) : (
                <KibReport key={shown} id={shown} />
              )}
            </Section>
          </Columns>
        )}
      </Loaded>
    </Page>
  );
}

function PastImports({ imports }: { imports: readonly KibImportShown[] }) {
  const { t, moment } = useSpeech();
  return (
    <Facts
      items={imports.map(({ id, fileName, state, sample, uploadedAt }) => ({
        key: id,
        label: moment(instant(uploadedAt)),
        value: (
          <>
            <Link to="/aset/impor" search={{ import: id }} resetScroll={false}>
              {fileName}
            </Link>{' '}
            {sample && <SampleBadge />} <span className="quiet">{t(`assets.kib.states.${state}`)}</span>
          </>
        ),
      }))}
    />
  );
}
