import { useEffect, useState } from 'react';
import type { ItemShown } from '../../server/catalogue/item.schema.ts';
import { rupiah as idr, type Rupiah } from '../../server/kernel/rupiah.ts';
import type { SaleDraft } from '../../server/sales/sale.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps, QuantityInput, RupiahInput } from '../platform/ui/inputs.tsx';
import css from './LinesInput.module.css';

type Line = SaleDraft['lines'][number];

/** A pack on sale, with the goods it holds. */
interface Offer {
  readonly item: ItemShown;
  readonly pack: ItemShown['packs'][number];
}

interface Typed {
  readonly key: number;
  readonly packId?: string | undefined;
  readonly qtyPacks?: number | undefined;
  /** Only what was typed: otherwise the list says it, also when the buyer changes. */
  readonly priceIdr?: Rupiah | undefined;
}

interface LinesInputProps extends InputProps<SaleDraft['lines']> {
  items: readonly ItemShown[];
  buyer: SaleDraft['buyer'];
}

/** The goods of a sale. A quantity is typed in packs and worked out once; what the rules say is said while it can still be mended. */
export function LinesInput({ id, label, error, onChange, items, buyer }: LinesInputProps) {
  const { t, rupiah } = useSpeech();
  const [lines, setLines] = useState<readonly Typed[]>([{ key: 0 }]);
  const offers = items.flatMap((item) =>
    item.packs.filter((pack) => pack.isSold && pack.isActive).map((pack) => ({ item, pack })),
  );
  const tell = (next: readonly Typed[]) => {
    setLines(next);
    onChange(wholeLines(next.map((line) => lineOf(line, offers, buyer))));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another buyer has other prices
  useEffect(() => tell(lines), [buyer]);
  const totalIdr = lines.reduce((sum, line) => {
    const { qtyPacks = 0, priceIdr = idr(0) } = lineOf(line, offers, buyer);
    return sum + qtyPacks * priceIdr;
  }, 0);
  return (
    <fieldset id={id} tabIndex={-1} className={css.lines}>
      <legend>{label}</legend>
      {lines.map((line, at) => (
        <LineInput
          key={line.key}
          {...{ line, offers, buyer }}
          onChange={(next) => tell(lines.map((each) => (each.key === line.key ? next : each)))}
          {...(at === 0 ? { error } : {})}
          {...(lines.length > 1 ? { onRemove: () => tell(lines.filter((each) => each.key !== line.key)) } : {})}
        />
      ))}
      <Button kind="quiet" onClick={() => tell([...lines, { key: Math.max(...lines.map(({ key }) => key)) + 1 }])}>
        {t('sales.record.addLine')}
      </Button>
      <p className={css.total}>{t('sales.record.total', { total: rupiah(idr(totalIdr)) })}</p>
    </fieldset>
  );
}

interface LineInputProps {
  line: Typed;
  offers: readonly Offer[];
  buyer: SaleDraft['buyer'];
  error?: string | undefined;
  onChange: (line: Typed) => void;
  onRemove?: () => void;
}

function LineInput({ line, offers, buyer, error, onChange, onRemove }: LineInputProps) {
  const speech = useSpeech();
  const { t } = speech;
  const offer = offers.find(({ pack }) => pack.id === line.packId);
  const qtyBase = offer && line.qtyPacks !== undefined ? line.qtyPacks * offer.pack.qtyBase : undefined;
  return (
    <div className={css.line}>
      <ChoiceInput
        label={t('sales.fields.packId')}
        required
        error={error}
        value={line.packId}
        choices={offers.map(({ item, pack }) => ({ value: pack.id, label: `${item.name}, ${pack.label}` }))}
        onChange={(packId) => onChange({ ...line, packId, priceIdr: undefined })}
      />
      <QuantityInput
        label={t('sales.fields.qtyPacks')}
        required
        value={line.qtyPacks}
        help={offer && qtyBase !== undefined ? `= ${quantityWords(qtyBase, offer.item.baseUnit, speech)}` : undefined}
        onChange={(qtyPacks) => onChange({ ...line, qtyPacks })}
      />
      <RupiahInput
        label={t('sales.fields.priceIdr')}
        required
        value={line.priceIdr ?? listed(offer, buyer)}
        onChange={(priceIdr) => onChange({ ...line, priceIdr })}
      />
      {onRemove && (
        <Button kind="quiet" onClick={onRemove}>
          {t('sales.record.removeLine')}
        </Button>
      )}
      <Warnings offer={offer} qtyBase={qtyBase} priceIdr={line.priceIdr ?? listed(offer, buyer)} />
    </div>
  );
}

interface WarningsProps {
  offer: Offer | undefined;
  qtyBase: number | undefined;
  priceIdr: Rupiah | undefined;
}

/** It will be recorded all the same, since it happened; who types sees what will be flagged. */
function Warnings({ offer, qtyBase = 0, priceIdr = idr(0) }: WarningsProps) {
  const speech = useSpeech();
  const { t, rupiah } = speech;
  if (offer === undefined) return null;
  const { ceiling, list } = offer.pack;
  const { limit, baseUnit } = offer.item;
  const said = [
    ceiling !== null && priceIdr > ceiling.priceIdr
      ? t('sales.record.aboveCeiling', { price: rupiah(ceiling.priceIdr), basis: ceiling.legalBasis })
      : '',
    list !== null && priceIdr > list.priceIdr ? t('sales.record.aboveList', { price: rupiah(list.priceIdr) }) : '',
    limit !== null && qtyBase > limit.qtyBaseMax
      ? t('sales.record.overLimit', {
          most: quantityWords(limit.qtyBaseMax, baseUnit, speech),
          basis: limit.legalBasis,
        })
      : '',
  ].filter((sentence) => sentence !== '');
  return said.length === 0 ? null : (
    <p role="status" className={css.warning}>
      {said.join(' ')}
    </p>
  );
}

function listed(offer: Offer | undefined, buyer: SaleDraft['buyer']): Rupiah | undefined {
  return (buyer === 'member' ? offer?.pack.memberIdr : offer?.pack.nonMemberIdr) ?? undefined;
}

/** The lines once each is filled in; one that was left empty is none. */
function wholeLines(lines: readonly Partial<Line>[]): Line[] | undefined {
  const begun = lines.filter((line) => line.packId !== undefined || line.qtyPacks !== undefined);
  const whole = begun.filter(isWhole);
  return whole.length > 0 && whole.length === begun.length ? whole : undefined;
}

function isWhole(line: Partial<Line>): line is Line {
  return line.packId !== undefined && (line.qtyPacks ?? 0) > 0 && (line.priceIdr ?? 0) > 0;
}

/** What is known of a line so far. */
function lineOf(line: Typed, offers: readonly Offer[], buyer: SaleDraft['buyer']): Partial<Line> {
  const offer = offers.find(({ pack }) => pack.id === line.packId);
  const priceIdr = line.priceIdr ?? listed(offer, buyer);
  return {
    ...(offer && { itemId: offer.item.id, packId: offer.pack.id }),
    ...(line.qtyPacks !== undefined && { qtyPacks: line.qtyPacks }),
    ...(offer && line.qtyPacks !== undefined && { qtyBase: line.qtyPacks * offer.pack.qtyBase }),
    ...(priceIdr !== undefined && { priceIdr }),
  };
}
