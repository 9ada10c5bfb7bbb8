import { refusal } from '../../kernel/refusal.ts';

/** The "no"s that any call may give. */
export const httpRefusals = {
  invalid: refusal<{ problems: readonly FieldProblem[] }>(
    'request/invalid',
    400,
    () => 'the request does not have the shape this call takes',
  ),
  unreadable: refusal('request/unreadable', 400, () => 'the body cannot be read'),
  tooLarge: refusal('request/too-large', 413, () => 'the body is larger than this call takes'),
  signInNeeded: refusal('access/sign-in-needed', 401, () => 'no valid session'),
  notAllowed: refusal<{ permission: string }>('access/not-allowed', 403, (d) => `the grant lacks ${d.permission}`),
  crossSite: refusal('access/cross-site', 403, () => 'a write from another site'),
  notFound: refusal('request/not-found', 404, () => 'nothing here, or nothing you may see'),
};

/** One thing wrong with what was sent: where (JSON pointer), which rule, and the rule's own figures for the message. */
export interface FieldProblem {
  readonly in: 'body' | 'query' | 'params';
  readonly pointer: string;
  readonly rule: string;
  readonly limits: Readonly<Record<string, unknown>>;
}
