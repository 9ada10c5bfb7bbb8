import { useState } from 'react';
import type { CountSheet } from '../../server/inventory/count/count-sheet.schema.ts';
import type { NewTransfer } from '../../server/inventory/transfer/transfer.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps, QuantityInput } from '../platform/ui/inputs.tsx';
import css from './inventory.module.css';

interface Typed {
  readonly key: number;
  readonly packed?: string | undefined;
  readonly count?: number | undefined;
}

interface GoodsInputProps extends InputProps<NewTransfer['lines']> {
  items: CountSheet['items'];
}

/** Goods that are carried: which, in which pack, how many. Of what expires the server takes the first to expire. */
export function GoodsInput({ id, label, error, onChange, items }: GoodsInputProps) {
  const speech = useSpeech();
  const { t } = speech;
  const [lines, setLines] = useState<readonly Typed[]>([{ key: 0 }]);
  const offers = items.flatMap((item) =>
    [...item.packs, { label: t(`inventory.options.baseUnit.${item.baseUnit}`), qtyBase: 1 }].map((pack) => ({
      ...{ item, pack, value: `${item.id}/${pack.qtyBase}/${pack.label}` },
    })),
  );
  const lineOf = ({ packed, count }: Typed) => {
    const offer = offers.find(({ value }) => value === packed);
    return {
      ...(offer && { itemId: offer.item.id, baseUnit: offer.item.baseUnit }),
      ...(offer && count !== undefined && { qtyBase: count * offer.pack.qtyBase }),
    };
  };
  const tell = (next: readonly Typed[]) => {
    setLines(next);
    onChange(next.map(lineOf) as NewTransfer['lines']);
  };
  const change = (key: number, part: Partial<Typed>) =>
    tell(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <fieldset id={id} tabIndex={-1} className={css.lines}>
      <legend>{label}</legend>
      {lines.map((line, at) => {
        const { qtyBase, baseUnit } = lineOf(line);
        return (
          <div key={line.key} className={css.line}>
            <ChoiceInput
              label={t('inventory.fields.itemId')}
              required
              error={at === 0 ? error : undefined}
              value={line.packed}
              choices={offers.map(({ item, pack, value }) => ({ value, label: `${item.name}, ${pack.label}` }))}
              onChange={(packed) => change(line.key, { packed })}
            />
            <QuantityInput
              label={t('inventory.fields.qtyBase')}
              required
              value={line.count}
              help={qtyBase !== undefined && baseUnit ? `= ${quantityWords(qtyBase, baseUnit, speech)}` : undefined}
              onChange={(count) => change(line.key, { count })}
            />
          </div>
        );
      })}
      <Button kind="quiet" onClick={() => tell([...lines, { key: lines.length }])}>
        {t('inventory.transfers.addLine')}
      </Button>
    </fieldset>
  );
}
