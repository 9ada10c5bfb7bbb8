import { refusal } from '../../kernel/refusal.ts';

export const receiptRefusals = {
  unitDiffers: refusal<{ seq: number; unit: string }>(
    'procurement/unit-differs',
    422,
    (d) => `line ${d.seq} is counted in ${d.unit}`,
  ),
  deliveryNotFound: refusal('procurement/delivery-not-found', 422, () => 'no such delivery note of this order'),
  nothingCame: refusal('procurement/nothing-came', 422, () => 'no line says that anything came'),
};
