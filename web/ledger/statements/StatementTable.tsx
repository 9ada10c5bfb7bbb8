import { Link } from '@tanstack/react-router';
import { addDays } from '../../../server/kernel/business-date.ts';
import type { Rupiah } from '../../../server/kernel/rupiah.ts';
import type { Statements } from '../../../server/ledger/statements/statement.schema.ts';
import {
  type StatementName,
  type StatementRow,
  statementColumns,
} from '../../../server/ledger/statements/statement.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { Sideways } from '../../platform/ui/Sideways.tsx';
import css from './statements.module.css';

interface TableProps {
  statements: Statements;
  name: StatementName;
}

/** A statement as it is read from top to bottom; a line opens the book of the account behind it. */
export function StatementTable({ statements, name }: TableProps) {
  const { t, date } = useSpeech();
  const { from, to } = statements;
  const days = { from: date(from), to: date(to), before: date(addDays(from, -1)) };
  const columns = statementColumns[name];
  return (
    <Sideways label={t('ledger.statements.table')}>
      <table className={css.statement} data-wide={columns.length > 2}>
        <caption className="visually-hidden">{t(`ledger.statements.name.${name}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.statements.column.name')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`ledger.statements.column.${column}`, days)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statements[name].map((row) => (
            <Row
              key={`${row.kind} ${row.key ?? row.accounts[0]?.code}`}
              row={row}
              statements={statements}
              width={columns.length}
              coded={name === 'trialBalance'}
            />
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

interface RowProps {
  row: StatementRow;
  statements: Statements;
  width: number;
  /** In a list of all accounts each is known by its code. */
  coded: boolean;
}

function Row({ row, statements, width, coded }: RowProps) {
  const { t } = useSpeech();
  const [only, ...others] = row.accounts;
  const said = row.key === null ? (only?.name ?? '') : t(`ledger.statements.row.${row.key}`);
  if (row.kind === 'part')
    return (
      <tr data-kind="part">
        <th scope="colgroup" colSpan={width + 1}>
          {said}
        </th>
      </tr>
    );
  return (
    <>
      <tr data-kind={row.kind}>
        <th scope="row">
          {only !== undefined && others.length === 0 ? (
            <BookLink statements={statements} code={only.code} name={coded ? `${only.code} ${said}` : said} />
          ) : (
            said
          )}
        </th>
        <Amounts amounts={row.amounts} />
      </tr>
      {others.length > 0 &&
        row.accounts.map((account) => (
          <tr key={account.code} data-kind="account">
            <th scope="row">
              <BookLink statements={statements} {...account} />
            </th>
            <Amounts amounts={account.amounts} />
          </tr>
        ))}
    </>
  );
}

function BookLink({ statements, code, name }: { statements: Statements; code: string; name: string }) {
  const { cooperative, from, to } = statements;
  return (
    <Link to="/buku/kas" search={{ cooperativeId: cooperative.id, code, from, to }}>
      {name}
    </Link>
  );
}

function Amounts({ amounts }: { amounts: readonly Rupiah[] }) {
  const { number } = useSpeech();
  return amounts.map((amount, column) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
    <td key={column} data-negative={amount < 0}>
      {amount === 0 ? '–' : amount < 0 ? `(${number(-amount)})` : number(amount)}
    </td>
  ));
}
