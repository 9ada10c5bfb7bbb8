import type { ReactNode } from 'react';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { useSpeech } from '../platform/i18n.ts';
import { type InputProps, QuantityInput, RupiahInput, TextInput } from '../platform/ui/inputs.tsx';
import css from './procurement.module.css';

/** A line that something is said of, and the pack its quantities are counted in. */
export interface EntryLine {
  readonly seq: number;
  readonly itemName: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly baseUnit: string;
}

/** One thing asked of every line. `packs` are counted whole, `base` in packs and what is loose. */
export interface EntryField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'packs' | 'base' | 'rupiah' | 'text';
  readonly required?: boolean;
  /** The lines it is asked of, where not of all. */
  readonly of?: (line: EntryLine) => boolean;
}

type Entry = Readonly<Record<string, unknown>> & { readonly seq: number };

interface LineEntriesProps extends InputProps<unknown> {
  lines: readonly EntryLine[];
  fields: readonly EntryField[];
  /** What is known of a line already, beside its name. */
  note?: (line: EntryLine) => ReactNode;
  /** What an entry holds that is not asked. */
  fixed?: (line: EntryLine) => Readonly<Record<string, unknown>>;
  /** Whether an entry says enough to be sent; left out: as soon as anything is filled in. */
  counts?: (entry: Entry) => boolean;
}

/** The lines of a paper, one under the other, as one value of a form. */
export function LineEntries(props: LineEntriesProps) {
  const { id, label, error, value, onChange, lines, fields, note, fixed, counts = () => true } = props;
  const entries = (Array.isArray(value) ? value : []) as readonly Entry[];
  const change = (line: EntryLine, name: string, next: unknown) => {
    const before = entries.find(({ seq }) => seq === line.seq) ?? { seq: line.seq, ...fixed?.(line) };
    const { [name]: _, ...others }: Readonly<Record<string, unknown>> = before;
    const entry: Entry = { ...others, ...(next === undefined || next === '' ? {} : { [name]: next }), seq: line.seq };
    const filled = fields.some((field) => entry[field.name] !== undefined) && counts(entry);
    const rest = entries.filter(({ seq }) => seq !== line.seq);
    onChange([...rest, ...(filled ? [entry] : [])].toSorted((a, b) => a.seq - b.seq));
  };
  return (
    <fieldset id={id} className={css.entries} tabIndex={-1}>
      <legend className={css.sum}>{label}</legend>
      {error && <p className={css.wrong}>{error}</p>}
      {lines.map((line) => (
        <div key={line.seq} className={css.entry}>
          <p className={css.sum}>{line.itemName}</p>
          {note && <p className={css.said}>{note(line)}</p>}
          <div className={css.inputs}>
            {fields
              .filter(({ of }) => of?.(line) ?? true)
              .map((field) => (
                <EntryInput
                  key={field.name}
                  line={line}
                  field={field}
                  value={entries.find(({ seq }) => seq === line.seq)?.[field.name]}
                  onChange={(next) => change(line, field.name, next)}
                />
              ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

interface EntryInputProps {
  line: EntryLine;
  field: EntryField;
  value: unknown;
  onChange: (next: unknown) => void;
}

function EntryInput({ line, field, value, onChange }: EntryInputProps) {
  const { label, required = false } = field;
  const amount = typeof value === 'number' ? value : undefined;
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...{ label, required, onChange }}
          value={typeof value === 'string' ? value : undefined}
          maxLength={200}
        />
      );
    case 'rupiah':
      return (
        <RupiahInput {...{ label, required, onChange }} value={amount === undefined ? undefined : rupiah(amount)} />
      );
    case 'packs':
      return <QuantityInput {...{ label, required, onChange }} value={amount} unit={line.packLabel} />;
    default:
      return <BaseInput {...{ line, label, required, onChange }} value={amount} />;
  }
}

/** Base units as they are counted at the door: whole packs, and in a field of its own what is loose. */
function BaseInput({
  line,
  label,
  required,
  value,
  onChange,
}: Omit<EntryInputProps, 'field' | 'value'> & {
  label: string;
  required: boolean;
  value: number | undefined;
}) {
  const { t } = useSpeech();
  const { packQtyBase, baseUnit } = line;
  const packs = value === undefined ? undefined : Math.floor(value / packQtyBase);
  const loose = value === undefined ? undefined : value - (packs ?? 0) * packQtyBase;
  return (
    <>
      <QuantityInput
        {...{ label, required }}
        value={packs}
        unit={line.packLabel}
        onChange={(next) =>
          onChange(next === undefined && !loose ? undefined : (next ?? 0) * packQtyBase + (loose ?? 0))
        }
      />
      {packQtyBase > 1 && (
        <QuantityInput
          label={t('procurement.loose', { label })}
          value={loose === 0 ? undefined : loose}
          unit={t(`procurement.shownUnits.${baseUnit}`)}
          perUnit={baseUnit === 'piece' ? 1 : 1000}
          onChange={(next) => onChange((packs ?? 0) * packQtyBase + (next ?? 0))}
        />
      )}
    </>
  );
}
