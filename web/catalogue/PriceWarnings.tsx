import type { PackShown } from '../../server/catalogue/item.schema.ts';
import { useSpeech } from '../platform/i18n.ts';

/** What the rules say of today's prices: above a ceiling is unlawful, above a list price only worth knowing. */
export function PriceWarnings({ flags }: { flags: PackShown['flags'] }) {
  const { t } = useSpeech();
  return [...new Set(flags)].map((flag) => (
    <div key={flag}>
      {flag === 'above-list' ? t(`catalogue.flags.${flag}`) : <strong>{t(`catalogue.flags.${flag}`)}</strong>}
    </div>
  ));
}
