import { useQuery } from '@tanstack/react-query';
import { listPartnersCall } from '../../server/partners/partner.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import type { Choice } from '../platform/ui/inputs.tsx';
import type { Filter } from '../platform/ui/TableTools.tsx';

/** National partners and the agents of the city, to choose from. */
export function usePartnerChoices(): Choice[] {
  const { data } = useQuery(read(listPartnersCall));
  return (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** Narrows a list to one partner. */
export function usePartnerFilter(): Filter {
  const { t } = useSpeech();
  return { name: 'partnerId', label: t('partners.list.everyPartner'), choices: usePartnerChoices() };
}
