export const accountKinds = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
export type AccountKind = (typeof accountKinds)[number];

interface AccountNature {
  readonly kind: AccountKind;
  readonly normal: 'D' | 'K';
  readonly holds: 'cash' | 'bank' | null;
}

const kinds: Readonly<Record<string, AccountKind>> = {
  ...{ 1: 'asset', 2: 'liability', 3: 'equity', 4: 'income', 5: 'expense' },
};

/**
 * What an account is follows from its code (domain.md 3.5): 1 owned, 2 owed, 3 own capital, 4 earned, 5 spent; under 111 lies cash, under 112
 * money at a bank. None where the code begins with another digit.
 */
export function natureOf(code: string): AccountNature | undefined {
  const kind = kinds[code.charAt(0)];
  if (kind === undefined) return undefined;
  const holds = code.startsWith('111') ? 'cash' : code.startsWith('112') ? 'bank' : null;
  return { kind, normal: kind === 'asset' || kind === 'expense' ? 'D' : 'K', holds };
}
