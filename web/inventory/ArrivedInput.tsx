import { useState } from 'react';
import type { TransferShown } from '../../server/inventory/transfer/transfer.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { type InputProps, QuantityInput } from '../platform/ui/inputs.tsx';
import css from './inventory.module.css';

interface Came {
  readonly arrivedBase?: number | undefined;
  readonly damagedBase?: number | undefined;
}

/** What came of each line that was sent, whole and damaged. */
export function ArrivedInput({
  id,
  label,
  error,
  onChange,
  lines,
}: InputProps<unknown> & { lines: TransferShown['lines'] }) {
  const speech = useSpeech();
  const { t } = speech;
  const [came, setCame] = useState<ReadonlyMap<number, Came>>(new Map());
  const tell = (seq: number, next: Came) => {
    const all = new Map(came).set(seq, next);
    setCame(all);
    onChange(
      lines.flatMap(({ seq: of, baseUnit }) => {
        const { arrivedBase, damagedBase } = all.get(of) ?? {};
        if (arrivedBase === undefined && damagedBase === undefined) return [];
        return { seq: of, baseUnit, arrivedBase: arrivedBase ?? 0, ...(damagedBase !== undefined && { damagedBase }) };
      }),
    );
  };
  return (
    <fieldset id={id} tabIndex={-1} className={css.lines}>
      <legend>{label}</legend>
      {error && <p role="alert">{error}</p>}
      {lines.map(({ seq, itemName, batch, baseUnit, qtyBase }) => {
        const now = came.get(seq) ?? {};
        const unit = baseUnit === 'piece' ? {} : { perUnit: 1000, unit: t(`inventory.larger.${baseUnit}`) };
        return (
          <div key={seq} className={css.line}>
            <p>
              {itemName}
              {batch && ` · ${batch}`}: {quantityWords(qtyBase, baseUnit, speech)}
            </p>
            <QuantityInput
              {...unit}
              label={t('inventory.transfers.whole')}
              value={now.arrivedBase}
              onChange={(arrivedBase) => tell(seq, { ...now, arrivedBase })}
            />
            <QuantityInput
              {...unit}
              label={t('inventory.transfers.damaged')}
              value={now.damagedBase}
              onChange={(damagedBase) => tell(seq, { ...now, damagedBase })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
