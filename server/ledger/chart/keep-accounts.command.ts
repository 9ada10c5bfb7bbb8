import { present } from '../../kernel/assert.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { lockBook } from '../book.store.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { followsGoods } from '../manual/manual.ts';
import { statementRefusals } from '../statements/statement.refusals.ts';
import type { AccountEdit, NewAccount } from './chart.schema.ts';
import { chartOf, insertAccount, updateAccount } from './chart.store.ts';
import { natureOf } from './chart.ts';

/**
 * Adds an account to a book; what it is follows from its code. The same again changes nothing. Accounts of goods come with the categories of goods.
 * @throws ledger/no-book, account-taken, kept-by-stock
 */
export async function addAccount(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  account: NewAccount,
): Promise<void> {
  const { code, name } = account;
  await lockBook(tx, cooperativeId);
  if (followsGoods(code)) throw ledgerRefusals.keptByStock({ code });
  const there = (await chartOf(tx, cooperativeId)).find((each) => each.code === code);
  if (there?.name === name) return;
  if (there !== undefined) throw ledgerRefusals.accountTaken({});
  await insertAccount(tx, cooperativeId, { ...account, ...present(natureOf(code), 'the nature of a checked code') });
  const subject = { kind: 'ledger/account', id: code };
  await audit(tx, doer, 'ledger/add-account', subject, { cooperativeId, detail: { code, name } });
}

/** Renames an account, or takes it out of what is offered; what stands on it must be settled first. @throws ledger/no-book, account-not-found, account-in-use */
export async function editAccount(
  tx: Tx,
  doer: Doer,
  account: { cooperativeId: Id<'cooperative'>; code: string },
  edit: AccountEdit,
): Promise<void> {
  const { cooperativeId, code } = account;
  await lockBook(tx, cooperativeId);
  const there = (await chartOf(tx, cooperativeId)).find((each) => each.code === code);
  if (there === undefined) throw statementRefusals.accountNotFound({});
  if (there.name === edit.name && there.isActive === edit.isActive) return;
  if (!edit.isActive && there.balanceIdr !== 0) throw ledgerRefusals.accountInUse({});
  await updateAccount(tx, cooperativeId, { code, ...edit });
  await audit(
    tx,
    doer,
    'ledger/edit-account',
    { kind: 'ledger/account', id: code },
    { cooperativeId, detail: { code, name: edit.name, isActive: edit.isActive } },
  );
}
