import type { UseQueryOptions } from '@tanstack/react-query';
import { type RoleName, roleNames, roleOf, type ScopeKind } from '../../server/access/role.ts';
import { listCooperativesCall } from '../../server/cooperatives/cooperative.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { listPartnersCall } from '../../server/partners/partner.schema.ts';
import type { InputOfOnesOwn } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { send } from '../platform/send.ts';
import { type Choice, ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { SearchSelect } from '../platform/ui/SearchSelect.tsx';

const scopeFields = {
  district: 'districtCode',
  village: 'villageCode',
  cooperative: 'cooperativeId',
  partner: 'partnerId',
} as const satisfies Partial<Record<ScopeKind, string>>;
type ScopeField = (typeof scopeFields)[keyof typeof scopeFields];

const hasField = (kind: ScopeKind): kind is keyof typeof scopeFields => Object.hasOwn(scopeFields, kind);

/** Where the chosen role can hold; none of them means the whole city. */
export function scopeAsked(role: RoleName | undefined): readonly ScopeField[] {
  const kinds: readonly ScopeKind[] = role === undefined ? [] : roleOf(role).scopes;
  return kinds.filter(hasField).map((kind) => scopeFields[kind]);
}

/** Roles that somebody of the city can give; the others are given at the command line. */
const offered = roleNames.filter((role) => roleOf(role).scopes.some((kind) => kind === 'regency' || hasField(kind)));

function RoleInput({ value, ...rest }: InputProps<unknown>) {
  const { t } = useSpeech();
  const choices = offered.map((role) => ({ value: role, label: t(`access.role.${role}`) }));
  return <ChoiceInput {...rest} value={value as string | undefined} choices={choices} />;
}

type Choices = UseQueryOptions<readonly Choice[], Error>;

function registered(
  what: string,
  search: string,
  choicesIn: (found: ReplyOf<typeof listCooperativesCall>) => readonly Choice[],
): Choices {
  return {
    queryKey: ['cooperatives', 'choices', what, search],
    queryFn: async ({ signal }) =>
      choicesIn(await send(listCooperativesCall, { query: { search, limit: 20 }, signal })),
  };
}

const villages = (typed: string) =>
  registered('villages', typed, ({ rows }) =>
    rows.flatMap((row) => row.villages.map(({ code, name }) => ({ value: code, label: name }))),
  );

const cooperatives = (typed: string) =>
  registered('cooperatives', typed, ({ rows }) => rows.map(({ id, name }) => ({ value: id, label: name })));

const contains = (typed: string) => (choice: Choice) => choice.label.toLowerCase().includes(typed.toLowerCase());

const districts = (typed: string): Choices =>
  registered(`districts ${typed}`, '', (found) =>
    found.districts.map(({ code, name }) => ({ value: code, label: name })).filter(contains(typed)),
  );

const partners = (typed: string): Choices => ({
  queryKey: ['partners', 'choices', typed],
  queryFn: async ({ signal }) => {
    const { rows } = await send(listPartnersCall, { signal });
    return rows.map(({ id, name }) => ({ value: id, label: name })).filter(contains(typed));
  },
});

const oneOf =
  (choicesFor: (typed: string) => Choices): InputOfOnesOwn =>
  ({ value, ...rest }) => (
    <SearchSelect key={rest.id} {...rest} value={value as string | undefined} choicesFor={choicesFor} />
  );

/** How the role and its scope are chosen, for an invitation and for a grant. */
export const offerInputs: Readonly<Record<string, InputOfOnesOwn>> = {
  role: (props) => <RoleInput key="role" {...props} />,
  districtCode: oneOf(districts),
  villageCode: oneOf(villages),
  cooperativeId: oneOf(cooperatives),
  partnerId: oneOf(partners),
};

export const offerRefusedAt = { 'access/may-not-give': '/role', 'access/unknown-scope': '/role' };
