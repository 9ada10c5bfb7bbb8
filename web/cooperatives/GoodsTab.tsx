import { useQuery } from '@tanstack/react-query';
import {
  type CommodityShown,
  listCommoditiesCall,
  recordCommodityCall,
} from '../../server/cooperatives/commodity.schema.ts';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { RecordedNote, SourceNote } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';

/** What the outlet sells and asks for it, beside what the rules allow. */
export function GoodsTab({ id, asOf }: { id: Id<'cooperative'>; asOf?: BusinessDate }) {
  const { t } = useSpeech();
  const goods = useQuery(
    read(listCommoditiesCall, { params: { cooperativeId: id }, ...(asOf && { query: { asOf } }) }),
  );
  return (
    <Section title={t('cooperatives.tabs.goods')}>
      <Loaded query={goods}>
        {({ rows }) => (
          <Facts
            items={rows.map((row) => ({
              label: `${row.commodity.name}, ${row.commodity.packLabel}`,
              value: <Price row={row} />,
              action: may('commodity.record') && <RecordPrice id={id} row={row} />,
            }))}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Price({ row }: { row: CommodityShown }) {
  const { t, rupiah, date } = useSpeech();
  const { carried, priceIdr, effectiveOn, rule, aboveRule, source, recorded } = row;
  return (
    <>
      {priceIdr !== null && effectiveOn !== null
        ? t('cooperatives.goods.price', { price: rupiah(priceIdr), date: date(effectiveOn) })
        : t(carried ? 'cooperatives.goods.noPrice' : 'cooperatives.goods.notCarried')}
      {rule && (
        <>
          {' · '}
          {t(`cooperatives.rule.${rule.kind}`, { price: rupiah(rule.priceIdr), basis: rule.legalBasis })}
          {aboveRule && <strong> {t(`cooperatives.above.${rule.kind}`)}</strong>}
        </>
      )}{' '}
      {source && <SourceNote source={source} />} {recorded && <RecordedNote {...recorded} />}
    </>
  );
}

function RecordPrice({ id, row: { commodity, priceIdr } }: { id: Id<'cooperative'>; row: CommodityShown }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      kind="quiet"
      verb={t('cooperatives.goods.record')}
      title={commodity.name}
      call={recordCommodityCall}
      params={{ cooperativeId: id }}
      start={{ commodityCode: commodity.code, carried: true, ...(priceIdr !== null && { priceIdr }) }}
      ask={(values) => ['carried', ...(values.carried ? ['priceIdr' as const] : []), 'effectiveOn', 'source']}
      refusedAt={{ 'cooperatives/in-future': '/effectiveOn', 'cooperatives/price-without-goods': '/priceIdr' }}
    />
  );
}
