import { useQuery } from '@tanstack/react-query';
import type { Id } from '../../server/kernel/ids.ts';
import { rupiah as whole } from '../../server/kernel/rupiah.ts';
import { listAccountsCall } from '../../server/ledger/chart/chart.schema.ts';
import { followsGoods } from '../../server/ledger/manual/manual.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps, RupiahInput } from '../platform/ui/inputs.tsx';
import css from './lines.module.css';

interface Line {
  readonly accountCode?: string | undefined;
  /** Debit above zero. */
  readonly amountIdr?: number | undefined;
}

/** The lines of a journal: an account each, with an amount on one side, and by how much the sides differ. */
export function LinesInput({
  value,
  onChange,
  error,
  cooperativeId,
}: InputProps<unknown> & { cooperativeId: Id<'cooperative'> }) {
  const { t, rupiah } = useSpeech();
  const { data } = useQuery(read(listAccountsCall, { params: { cooperativeId } }));
  const choices = (data?.rows ?? [])
    .filter(({ code, isActive }) => isActive && !followsGoods(code))
    .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  const lines = (value as readonly Line[] | undefined) ?? [{}, {}];
  const change = (at: number, changed: Line) =>
    onChange(lines.map((line, nth) => (nth === at ? { ...line, ...changed } : line)));
  const side = (sign: 1 | -1) => lines.reduce((sum, { amountIdr = 0 }) => sum + Math.max(amountIdr * sign, 0), 0);
  const difference = side(1) - side(-1);
  return (
    <fieldset className={css.lines}>
      <legend>{t('ledger.lines.title')}</legend>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={css.line}>
          <ChoiceInput
            required
            label={t('ledger.lines.account')}
            choices={choices}
            value={line.accountCode}
            onChange={(accountCode) => change(at, { accountCode })}
          />
          {([1, -1] as const).map((sign) => (
            <RupiahInput
              key={sign}
              label={t(sign === 1 ? 'ledger.lines.debit' : 'ledger.lines.credit')}
              required
              value={
                line.amountIdr !== undefined && line.amountIdr * sign > 0 ? whole(line.amountIdr * sign) : undefined
              }
              onChange={(amount) => change(at, { amountIdr: amount === undefined ? undefined : amount * sign })}
            />
          ))}
          {lines.length > 2 && (
            <Button kind="quiet" onClick={() => onChange(lines.filter((_, nth) => nth !== at))}>
              {t('ledger.lines.remove')}
            </Button>
          )}
        </div>
      ))}
      <Button kind="quiet" onClick={() => onChange([...lines, {}])}>
        {t('ledger.lines.add')}
      </Button>
      <p role="status" data-open={difference !== 0}>
        {difference === 0
          ? t('ledger.lines.balanced', { sum: rupiah(whole(side(1))) })
          : t('ledger.lines.open', { difference: rupiah(whole(Math.abs(difference))) })}
      </p>
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}
