import { refusal } from '../kernel/refusal.ts';

export const publicationRefusals = {
  unknownCity: refusal<{ code: string }>('publication/unknown-city', 404, (d) => `no city ${d.code} publishes here`),
  unknownVillage: refusal<{ code: string }>(
    'publication/unknown-village',
    404,
    (d) => `no kelurahan ${d.code} in this city`,
  ),
};
