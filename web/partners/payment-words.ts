import type { AgreementShown } from '../../server/partners/agreement/agreement.schema.ts';
import { useSpeech } from '../platform/i18n.ts';

/** When the goods are paid for, and whether they are the partner's until they are sold: `tempo 14 hari, konsinyasi`. */
export function usePaymentWords() {
  const { t } = useSpeech();
  return ({ payment, payWithinDays, isConsigned }: AgreementShown): string => {
    const when =
      payment === 'after_days'
        ? t('partners.agreements.afterDays', { count: payWithinDays ?? 0 })
        : t(`partners.options.payment.${payment}`);
    return isConsigned ? `${when}, ${t('partners.fields.isConsigned').toLowerCase()}` : when;
  };
}
