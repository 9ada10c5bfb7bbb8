import { useSpeech } from '../platform/i18n.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { SourceNote } from '../platform/ui/marks.tsx';
import { Columns, Section } from '../platform/ui/Page.tsx';
import type { Asset } from './asset-page.ts';

/** BKAD's fields on one side, the city's own on the other. */
export function SummaryTab({ asset }: { asset: Asset }) {
  const { t, rupiah } = useSpeech();
  const { legal, own } = asset;
  const untold = t('assets.untold');
  return (
    <Columns>
      <Section title={t('assets.legal.title')}>
        <Facts
          items={[
            { label: t('assets.fields.address'), value: legal.address ?? untold },
            { label: t('assets.fields.userAgency'), value: legal.userAgency ?? untold },
            { label: t('assets.fields.priceIdr'), value: legal.priceIdr === null ? untold : rupiah(legal.priceIdr) },
          ]}
        />
        <SourceNote source={asset.source} />
      </Section>
      <Section title={t('assets.own.title')}>
        <Facts
          items={[{ label: t('assets.fields.currentUse'), value: t(`assets.options.currentUse.${own.currentUse}`) }]}
        />
      </Section>
    </Columns>
  );
}
