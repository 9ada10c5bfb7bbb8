import type { BusinessDate } from '../../kernel/business-date.ts';
import type { AccountSums } from './statement.ts';

/** One journal as it was posted. */
export interface PostedJournal {
  readonly number: number;
  readonly postedOn: BusinessDate;
  readonly occurredOn: BusinessDate;
  readonly description: string;
  readonly evidence: string | null;
  readonly sourceKind: string;
  readonly postings: readonly { readonly code: string; readonly amountIdr: number }[];
}

type Account = Pick<AccountSums, 'code' | 'name' | 'kind' | 'holds'>;

/** hledger's own letters for what an account is; C is money at hand. */
const types = { asset: 'A', liability: 'L', equity: 'E', income: 'R', expense: 'X' } as const;

/** How the file begins: in which money it speaks, and which accounts there are, each with its type. */
export function hledgerHead(cooperative: string, accounts: readonly Account[]): string {
  const declared = accounts.map(
    (account) => `account ${accountName(account)}  ; type: ${account.holds === null ? types[account.kind] : 'C'}`,
  );
  return [`; ${inOneLine(cooperative)}`, 'decimal-mark .', 'commodity 1000. IDR', ...declared, '', ''].join('\n');
}

/** One journal: its day in the books, its day as a fact where that is another, its number, and its postings. */
export function hledgerEntry(journal: PostedJournal, names: ReadonlyMap<string, string>): string {
  const { number, postedOn, occurredOn, description, evidence, sourceKind, postings } = journal;
  const tags = [
    `source: ${sourceKind}`,
    ...(evidence === null ? [] : [`evidence: ${inOneLine(evidence).replace(/[,:]/g, ' ')}`]),
    ...(occurredOn === postedOn ? [] : [`occurred: ${occurredOn}`]),
  ];
  return [
    `${postedOn} * (${number}) ${inOneLine(description)}  ; ${tags.join(', ')}`,
    ...postings.map(({ code, amountIdr }) => `    ${names.get(code) ?? code}  ${amountIdr} IDR`),
    '',
    '',
  ].join('\n');
}

/** Code and name, under the kind, so that hledger's own reports find it: `asset:111000 Kas`. */
export function accountName({ code, name, kind }: Pick<Account, 'code' | 'name' | 'kind'>): string {
  return `${kind}:${code} ${inOneLine(name).replaceAll(':', ' ')}`;
}

/** What would end a name or begin a comment is written otherwise: two spaces, a line break, a semicolon, a bar. */
function inOneLine(text: string): string {
  return text
    .replace(/[;|]/g, ',')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}
