import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { idOf, text } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { statementRefusals } from '../statements/statement.refusals.ts';
import { accountKinds } from './chart.ts';

const cooperativeId = idOf<'cooperative'>();
const code = Type.String({ pattern: '^[1-9]\\d{5}$' });
const name = text(80);
const { bookNotFound, accountNotFound } = statementRefusals;

const AccountShown = closed({
  code,
  name: Type.String(),
  kind: Type.Enum([...accountKinds]),
  normal: Type.Enum(['D', 'K']),
  holds: Type.Union([Type.Enum(['cash', 'bank']), Type.Null()]),
  isActive: Type.Boolean(),
  /** On its normal side above zero. */
  balanceIdr: Type.Unsafe<Rupiah>(Type.Integer()),
});
export type AccountShown = Static<typeof AccountShown>;

export const listAccountsCall = call({
  name: 'ledger/list-accounts',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/accounts',
  can: 'book.read',
  params: closed({ cooperativeId }),
  query: closed({
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 200 })),
  }),
  reply: closed({
    rows: Type.Array(AccountShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  refusals: [bookNotFound],
  export: {
    file: 'bagan-akun',
    columns: [
      { title: 'Kode', from: 'code', holds: 'text' },
      { title: 'Nama', from: 'name', holds: 'text' },
      {
        title: 'Golongan',
        from: 'kind',
        holds: 'text',
        words: { asset: 'aset', liability: 'kewajiban', equity: 'ekuitas', income: 'pendapatan', expense: 'beban' },
      },
      { title: 'Saldo normal', from: 'normal', holds: 'text' },
      { title: 'Saldo', from: 'balanceIdr', holds: 'integer' },
      { title: 'Dipakai', from: 'isActive', holds: 'text', words: { true: 'ya', false: 'tidak' } },
    ],
  },
});

/** Its first digits say what it is; others than these five there are none. */
export const NewAccount = closed({ code: Type.String({ pattern: '^[1-5]\\d{5}$' }), name });
export type NewAccount = Static<typeof NewAccount>;

export const addAccountCall = call({
  name: 'ledger/add-account',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/accounts',
  can: 'book.post',
  params: closed({ cooperativeId }),
  body: NewAccount,
  refusals: [ledgerRefusals.noBook, ledgerRefusals.accountTaken, ledgerRefusals.keptByStock],
});

export const AccountEdit = closed({ name, isActive: Type.Boolean() });
export type AccountEdit = Static<typeof AccountEdit>;

export const editAccountCall = call({
  name: 'ledger/edit-account',
  method: 'PUT',
  path: '/cooperatives/:cooperativeId/accounts/:code',
  can: 'book.post',
  params: closed({ cooperativeId, code }),
  body: AccountEdit,
  refusals: [ledgerRefusals.noBook, accountNotFound, ledgerRefusals.accountInUse],
});
