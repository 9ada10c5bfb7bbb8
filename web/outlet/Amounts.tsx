import { useId } from 'react';
import { type BaseUnit, baseOf, isTyped, type PackOf, shown, type Typed, unitOf } from './quantity.ts';
import { t } from './words.ts';

/** Fields for how much of one kind of goods: a number of each pack, and what lies loose. What it comes to is said beneath. */
export function Amounts(given: {
  of: { baseUnit: BaseUnit; packs: readonly PackOf[] };
  typed: Typed;
  onChange: (typed: Typed) => void;
  looseLabel?: string;
}) {
  const { of, typed, onChange } = given;
  const total = baseOf(typed, of);
  const packs = of.packs.filter(({ qtyBase }) => qtyBase > 1 || of.baseUnit !== 'piece');
  return (
    <>
      <div className="amounts">
        {packs.map((pack) => {
          const at = of.packs.indexOf(pack);
          const set = (value: string) =>
            onChange({ ...typed, packs: of.packs.map((_, n) => (n === at ? value : (typed.packs[n] ?? ''))) });
          return <Amount key={pack.label} label={pack.label} value={typed.packs[at] ?? ''} onChange={set} isWhole />;
        })}
        <Amount
          label={
            given.looseLabel ??
            (packs.length > 0 ? t('outlet.loose', { unit: unitOf[of.baseUnit] }) : unitOf[of.baseUnit])
          }
          value={typed.loose}
          onChange={(loose) => onChange({ ...typed, loose })}
          isWhole={of.baseUnit === 'piece'}
        />
      </div>
      <p className="total" aria-live="polite">
        {isTyped(typed) && (total === undefined ? t('outlet.noAmount') : `= ${shown(total, of.baseUnit)}`)}
      </p>
    </>
  );
}

function Amount(given: { label: string; value: string; onChange: (value: string) => void; isWhole: boolean }) {
  const field = useId();
  return (
    <span className="amount">
      <label htmlFor={field}>{given.label}</label>
      <input
        id={field}
        inputMode={given.isWhole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={given.value}
        onChange={(event) => given.onChange(event.target.value)}
      />
    </span>
  );
}
