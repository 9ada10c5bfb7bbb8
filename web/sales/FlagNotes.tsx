import type { SaleFlag } from '../../server/sales/sale.schema.ts';
import { useSpeech } from '../platform/i18n.ts';

/** What was out of order about a sale that happened all the same; what breaks a rule stands out. */
export function FlagNotes({ flags }: { flags: readonly SaleFlag[] }) {
  const { t } = useSpeech();
  const isGrave = (flag: SaleFlag) => flag !== 'above-list' && flag !== 'off-list';
  return flags.map((flag) => (
    <div key={flag}>{isGrave(flag) ? <strong>{t(`sales.flags.${flag}`)}</strong> : t(`sales.flags.${flag}`)}</div>
  ));
}
