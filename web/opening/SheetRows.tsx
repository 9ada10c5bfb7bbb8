import type { ReactNode } from 'react';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { rupiah as whole } from '../../server/kernel/rupiah.ts';
import type { getChoicesCall, NewSheet } from '../../server/opening/sheet.schema.ts';
import { cylinderStates } from '../../server/opening/sheet.ts';
import { useSpeech } from '../platform/i18n.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps, QuantityInput, RupiahInput } from '../platform/ui/inputs.tsx';
import css from './sheet.module.css';

type Choices = ReplyOf<typeof getChoicesCall>;
type Draft<Row> = { readonly [Name in keyof Row]?: Row[Name] | undefined };
type Row<Name extends 'lines' | 'stock' | 'cylinders'> = Draft<NewSheet[Name][number]>;
type RowsProps = InputProps<unknown> & { choices: Choices };

interface RowsFrameProps<Row> {
  title: string;
  note: string;
  rows: readonly Row[];
  onChange: (rows: readonly Row[]) => void;
  error?: string | undefined;
  empty: Row;
  children: (row: Row, change: (changed: Row) => void) => ReactNode;
}

/** Rows of one kind, added and taken away one by one. */
function RowsFrame<Row extends object>({ title, note, rows, onChange, error, empty, children }: RowsFrameProps<Row>) {
  const { t } = useSpeech();
  return (
    <fieldset className={css.rows}>
      <legend>{title}</legend>
      <p>{note}</p>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={at} className={css.row}>
          {children(row, (changed) => onChange(rows.map((each, nth) => (nth === at ? { ...each, ...changed } : each))))}
          <Button kind="quiet" onClick={() => onChange(rows.filter((_, nth) => nth !== at))}>
            {t('opening.remove')}
          </Button>
        </div>
      ))}
      <Button kind="quiet" onClick={() => onChange([...rows, empty])}>
        {t('opening.addRow')}
      </Button>
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}

/** Money, claims, debts, savings: typed as people know them, above zero on the account's own side. */
export function MoneyRows({ value, onChange, error, choices }: RowsProps) {
  const { t } = useSpeech();
  const rows = (value as readonly Row<'lines'>[] | undefined) ?? [];
  const accountOf = (code: string | undefined) => choices.accounts.find((account) => account.code === code);
  const signOf = (code: string | undefined) => (accountOf(code)?.normal === 'K' ? -1 : 1);
  return (
    <RowsFrame {...{ title: t('opening.money'), note: t('opening.moneyNote'), rows, onChange, error, empty: {} }}>
      {(row, change) => (
        <>
          <ChoiceInput
            required
            label={t('opening.account')}
            choices={choices.accounts.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            value={row.accountCode}
            onChange={(accountCode) =>
              change({
                accountCode,
                amountIdr: row.amountIdr && whole(Math.abs(row.amountIdr) * signOf(accountCode)),
              })
            }
          />
          <RupiahInput
            required
            label={t('opening.amount')}
            value={row.amountIdr === undefined ? undefined : whole(row.amountIdr * signOf(row.accountCode))}
            onChange={(amount) =>
              change({ amountIdr: amount === undefined ? undefined : whole(amount * signOf(row.accountCode)) })
            }
          />
          {accountOf(row.accountCode)?.needsParty && (
            <ChoiceInput
              required
              label={t('opening.party')}
              choices={choices.parties.map(({ id, name }) => ({ value: id, label: name }))}
              value={row.partyId}
              onChange={(partyId) => change({ partyId: partyId as typeof row.partyId })}
            />
          )}
        </>
      )}
    </RowsFrame>
  );
}

/** Goods by item and place, in base units, with what they cost. */
export function StockRows({ value, onChange, error, choices }: RowsProps) {
  const { t } = useSpeech();
  const rows = (value as readonly Row<'stock'>[] | undefined) ?? [];
  const unitOf = (itemId: string | undefined) => choices.items.find(({ id }) => id === itemId)?.baseUnit;
  return (
    <RowsFrame {...{ title: t('opening.goods'), note: t('opening.goodsNote'), rows, onChange, error, empty: {} }}>
      {(row, change) => {
        const unit = unitOf(row.itemId);
        return (
          <>
            <ChoiceInput
              required
              label={t('opening.item')}
              choices={choices.items.map(({ id, name }) => ({ value: id, label: name }))}
              value={row.itemId}
              onChange={(itemId) => change({ itemId: itemId as typeof row.itemId })}
            />
            <ChoiceInput
              required
              label={t('opening.place')}
              choices={choices.places.map(({ id, name }) => ({ value: id, label: name }))}
              value={row.placeId}
              onChange={(placeId) => change({ placeId: placeId as typeof row.placeId })}
            />
            <QuantityInput
              required
              label={t('opening.quantity')}
              {...(unit !== undefined && unit !== 'piece'
                ? { unit: t(`opening.units.${unit}`), perUnit: 1000 }
                : { unit: t('opening.units.piece') })}
              value={row.qtyBase}
              onChange={(qtyBase) => change({ qtyBase })}
            />
            <RupiahInput
              required
              label={t('opening.worth')}
              value={row.valueIdr}
              onChange={(valueIdr) => change({ valueIdr })}
            />
          </>
        );
      }}
    </RowsFrame>
  );
}

/** Cylinders by size, owner and where they are. */
export function CylinderRows({ value, onChange, error, choices }: RowsProps) {
  const { t } = useSpeech();
  const rows = (value as readonly Row<'cylinders'>[] | undefined) ?? [];
  return (
    <RowsFrame
      {...{ title: t('opening.cylinders'), note: t('opening.cylindersNote'), rows, onChange, error }}
      empty={{ valueIdr: whole(0) }}
    >
      {(row, change) => (
        <>
          <QuantityInput
            required
            label={t('opening.size')}
            unit="kg"
            perUnit={10}
            value={row.sizeKg10}
            onChange={(sizeKg10) => change({ sizeKg10 })}
          />
          <ChoiceInput
            required
            label={t('opening.where')}
            choices={cylinderStates.map((state) => ({ value: state, label: t(`opening.states.${state}`) }))}
            value={row.state}
            onChange={(state) => change({ state: state as typeof row.state })}
          />
          <QuantityInput required label={t('opening.count')} value={row.qty} onChange={(qty) => change({ qty })} />
          <ChoiceInput
            label={t('opening.owner')}
            choices={choices.parties.map(({ id, name }) => ({ value: id, label: name }))}
            value={row.ownerId}
            onChange={(ownerId) => change({ ownerId: ownerId as typeof row.ownerId, valueIdr: whole(0) })}
          />
          {row.ownerId === undefined && (
            <RupiahInput
              required
              label={t('opening.worth')}
              value={row.valueIdr}
              onChange={(valueIdr) => change({ valueIdr })}
            />
          )}
        </>
      )}
    </RowsFrame>
  );
}
