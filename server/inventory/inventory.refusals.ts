import { refusal } from '../kernel/refusal.ts';

export const inventoryRefusals = {
  unknownPlace: refusal('inventory/unknown-place', 422, () => 'no such place of this cooperative'),
  unknownItem: refusal('inventory/unknown-item', 422, () => 'no such item of this cooperative'),
  short: refusal<{ itemId: string; availableBase: number; wantedBase: number }>(
    'inventory/short',
    422,
    ({ availableBase, wantedBase }) => `${wantedBase} wanted, ${availableBase} there`,
  ),
};
