import { type ComponentProps, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { type BusinessDate, parseBusinessDate } from '../../../server/kernel/business-date.ts';
import { type Rupiah, rupiah } from '../../../server/kernel/rupiah.ts';
import { wholeUnitsIn, writtenUnits } from '../decimals.ts';
import { useSpeech } from '../i18n.ts';
import css from './inputs.module.css';

interface FrameProps {
  label: ReactNode;
  required?: boolean | undefined;
  help?: ReactNode;
  error?: string | undefined;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  'aria-required': boolean;
  className: string;
}

/** A label, an input and what is said about it. The error takes the place of the help, at the field itself. */
export function InputFrame({
  label,
  required = false,
  help,
  error,
  id,
  children,
}: FrameProps & { id?: string; children: (wiring: Wiring) => ReactNode }) {
  const { t } = useSpeech();
  const made = useId();
  const inputId = id ?? made;
  const said = error ?? help;
  return (
    <div className={css.frame}>
      <label htmlFor={inputId}>
        {label}
        {!required && <span className={css.optional}> {t('platform.form.optional')}</span>}
      </label>
      {children({
        id: inputId,
        'aria-describedby': said ? `${inputId}-said` : undefined,
        'aria-invalid': error !== undefined,
        'aria-required': required,
        className: css.input ?? '',
      })}
      {said && (
        <p id={`${inputId}-said`} className={error ? css.error : css.help}>
          {said}
        </p>
      )}
    </div>
  );
}

export interface InputProps<Value> extends FrameProps {
  id?: string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  disabled?: boolean;
}

export function TextInput({
  value,
  onChange,
  disabled,
  maxLength,
  type = 'text',
  autoComplete,
  ...frame
}: InputProps<string> & { maxLength?: number | undefined } & Pick<ComponentProps<'input'>, 'type' | 'autoComplete'>) {
  return (
    <InputFrame {...frame}>
      {(wiring) => (
        <input
          {...wiring}
          type={type}
          autoComplete={autoComplete}
          value={value ?? ''}
          maxLength={maxLength}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
    </InputFrame>
  );
}

/** Several lines; counts down when the end is near. */
export function ProseInput({
  value,
  onChange,
  disabled,
  maxLength,
  help,
  ...frame
}: InputProps<string> & { maxLength?: number | undefined }) {
  const { t, number } = useSpeech();
  const left = maxLength === undefined ? undefined : maxLength - (value?.length ?? 0);
  const near = left !== undefined && maxLength !== undefined && left < maxLength / 5;
  return (
    <InputFrame {...frame} help={near ? t('platform.form.left', { left: number(left) }) : help}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={4}
          value={value ?? ''}
          maxLength={maxLength}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
    </InputFrame>
  );
}

/** Writes the day out below, because browsers show the order of day and month by the device's language, not the reader's. */
export function BusinessDateInput({ value, onChange, disabled, help, ...frame }: InputProps<BusinessDate>) {
  const { longDate } = useSpeech();
  return (
    <InputFrame {...frame} help={value === undefined ? help : longDate(value)}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          value={value ?? ''}
          disabled={disabled}
          onChange={(event) => onChange(parseBusinessDate(event.target.value))}
        />
      )}
    </InputFrame>
  );
}

/** Whole rupiah, grouped while typing. */
export function RupiahInput({ value, onChange, ...rest }: InputProps<Rupiah>) {
  return (
    <UnitsInput
      {...rest}
      lead="Rp"
      value={value}
      onChange={(units) => onChange(units === undefined ? undefined : rupiah(units))}
    />
  );
}

interface QuantityProps extends InputProps<number> {
  /** The shown unit: "kg". */
  unit?: string;
  /** Base units in one shown unit: 1000 grams in a kilogram. */
  perUnit?: number;
}

/** An amount of goods or a plain whole number; the value is in base units. */
export function QuantityInput({ unit, ...rest }: QuantityProps) {
  return <UnitsInput {...rest} trail={unit} />;
}

function UnitsInput({
  value,
  onChange,
  disabled,
  perUnit = 1,
  lead,
  trail,
  ...frame
}: QuantityProps & { lead?: string; trail?: string | undefined }) {
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const digitsAfterCaret = useRef<number>(undefined);
  const shown =
    wholeUnitsIn(typed, perUnit) === value ? typed : value === undefined ? '' : writtenUnits(value, perUnit);

  // Grouping dots come and go as one types; the caret stays behind the same digit.
  useLayoutEffect(() => {
    if (digitsAfterCaret.current === undefined) return;
    const caret = caretBefore(shown, digitsAfterCaret.current);
    input.current?.setSelectionRange(caret, caret);
    digitsAfterCaret.current = undefined;
  }, [shown]);

  return (
    <InputFrame {...frame}>
      {(wiring) => (
        <div className={css.units}>
          {lead && <span aria-hidden="true">{lead}</span>}
          <input
            {...wiring}
            ref={input}
            inputMode={perUnit === 1 ? 'numeric' : 'decimal'}
            autoComplete="off"
            value={shown}
            disabled={disabled}
            onChange={({ target }) => {
              digitsAfterCaret.current = target.value
                .slice(target.selectionStart ?? target.value.length)
                .replace(/[^\d,]/g, '').length;
              const next = grouped(target.value, perUnit);
              setTyped(next);
              onChange(next === '' ? undefined : wholeUnitsIn(next, perUnit));
            }}
          />
          {trail && <span>{trail}</span>}
        </div>
      )}
    </InputFrame>
  );
}

/** What was typed, with everything dropped that is no digit and the thousands grouped; one comma where decimals are allowed. */
function grouped(text: string, perUnit: number): string {
  const [whole = '', ...decimals] = text.replace(/[^\d,]/g, '').split(',');
  const dotted = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, '.');
  return perUnit === 1 || decimals.length === 0
    ? dotted
    : `${dotted || '0'},${decimals.join('').slice(0, String(perUnit).length - 1)}`;
}

function caretBefore(text: string, digitsAfter: number): number {
  let seen = 0;
  for (let at = text.length; at > 0; at--) {
    if (seen === digitsAfter) return at;
    if (/[\d,]/.test(text.charAt(at - 1))) seen += 1;
  }
  return 0;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Few choices: the device's own list, which every phone and screen reader knows. For many, SearchSelect. */
export function ChoiceInput({
  value,
  onChange,
  disabled,
  choices,
  ...frame
}: InputProps<string> & { choices: readonly Choice[] }) {
  const { t } = useSpeech();
  return (
    <InputFrame {...frame}>
      {(wiring) => (
        <select
          {...wiring}
          value={value ?? ''}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{t('platform.form.choose')}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </InputFrame>
  );
}

export function YesNoInput({ label, value, onChange, disabled, error, help, id }: InputProps<boolean>) {
  const made = useId();
  const inputId = id ?? made;
  const said = error ?? help;
  return (
    <div className={css.frame}>
      <label className={css.yesNo} htmlFor={inputId}>
        <input
          id={inputId}
          type="checkbox"
          checked={value ?? false}
          disabled={disabled}
          aria-describedby={said ? `${inputId}-said` : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {said && (
        <p id={`${inputId}-said`} className={error ? css.error : css.help}>
          {said}
        </p>
      )}
    </div>
  );
}

interface FileInputProps extends InputProps<File> {
  accept?: string;
  /** What has become of the chosen file. */
  status?: string | undefined;
}

/** One file from the device; its size is shown, and what has become of it. */
export function FileInput({ value, onChange, disabled, accept, status, ...frame }: FileInputProps) {
  const { t, number } = useSpeech();
  const size = value && t('platform.form.fileSize', { size: number(Math.ceil(value.size / 1024)) });
  const help = size ? [size, status].filter((part) => part).join(' · ') : frame.help;
  return (
    <InputFrame {...frame} help={help}>
      {(wiring) => (
        <input
          {...wiring}
          type="file"
          accept={accept}
          disabled={disabled}
          onChange={(event) => onChange(event.target.files?.[0])}
        />
      )}
    </InputFrame>
  );
}
