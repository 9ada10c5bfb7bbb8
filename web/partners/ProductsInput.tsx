import { useState } from 'react';
import type { Rupiah } from '../../server/kernel/rupiah.ts';
import type { NewAgreement } from '../../server/partners/agreement/agreement.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps, QuantityInput, RupiahInput } from '../platform/ui/inputs.tsx';
import css from './ProductsInput.module.css';

type Line = NewAgreement['products'][number];
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** Goods an agreement may be about, in the pack they are priced by. */
export interface Goods {
  readonly label: string;
  readonly product: DistributiveOmit<Line, 'priceIdr' | 'quotaPacks'>;
}

interface Typed {
  readonly key: number;
  /** Which of the goods, by its place in the list. */
  readonly nth?: string | undefined;
  readonly priceIdr?: Rupiah | undefined;
  readonly quotaPacks?: number | undefined;
}

/** The goods of an agreement: what a pack costs, and how many of them at most in a week or month. */
export function ProductsInput({
  id,
  label,
  error,
  onChange,
  goods,
}: InputProps<NewAgreement['products']> & { goods: readonly Goods[] }) {
  const { t } = useSpeech();
  const [lines, setLines] = useState<readonly Typed[]>([{ key: 0 }]);
  const tell = (next: readonly Typed[]) => {
    setLines(next);
    onChange(next.map((line) => lineOf(line, goods)) as NewAgreement['products']);
  };
  const change = (key: number, changes: Partial<Typed>) =>
    tell(lines.map((line) => (line.key === key ? { ...line, ...changes } : line)));
  return (
    <fieldset id={id} tabIndex={-1} className={css.lines}>
      <legend>{label}</legend>
      {lines.map(({ key, nth, priceIdr, quotaPacks }, at) => (
        <div key={key} className={css.line}>
          <ChoiceInput
            label={t('partners.agreements.which')}
            required
            error={at === 0 ? error : undefined}
            value={nth}
            choices={goods.map((each, index) => ({ value: String(index), label: each.label }))}
            onChange={(next) => change(key, { nth: next })}
          />
          <RupiahInput
            label={t('partners.fields.priceIdr')}
            required
            value={priceIdr}
            onChange={(next) => change(key, { priceIdr: next })}
          />
          <QuantityInput
            label={t('partners.fields.quotaPacks')}
            value={quotaPacks}
            onChange={(next) => change(key, { quotaPacks: next })}
          />
          {lines.length > 1 && (
            <Button kind="quiet" onClick={() => tell(lines.filter((line) => line.key !== key))}>
              {t('partners.agreements.removeLine')}
            </Button>
          )}
        </div>
      ))}
      <Button kind="quiet" onClick={() => tell([...lines, { key: Math.max(...lines.map(({ key }) => key)) + 1 }])}>
        {t('partners.agreements.addLine')}
      </Button>
    </fieldset>
  );
}

/** What is sent of a line; what is missing is found by the schema. */
function lineOf({ nth, priceIdr, quotaPacks }: Typed, goods: readonly Goods[]): Partial<Line> {
  return {
    ...(nth === undefined ? {} : goods[Number(nth)]?.product),
    ...(priceIdr === undefined ? {} : { priceIdr }),
    ...(quotaPacks === undefined ? {} : { quotaPacks }),
  };
}
