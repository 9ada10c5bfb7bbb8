import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { type FieldProblem, httpRefusals } from './http.refusals.ts';

/** Problems told at most: enough to mend a form, too few to make the answer a weapon. */
const problemsMax = 20;

/** Bodies are taken exactly as sent; query strings and path parameters, which are text by nature, are converted first. */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  const part = httpPart === 'body' ? 'body' : httpPart === 'params' ? 'params' : 'query';
  return (sent: unknown) => {
    const value = part === 'body' ? sent : fromText(schema, sent);
    const problems = check.Check(value) ? unkeepableText(value, part) : problemsOf(check.Errors(value), part);
    return problems.length === 0 ? { value } : { error: httpRefusals.invalid({ problems }) };
  };
};

function fromText(schema: TSchema, sent: unknown): unknown {
  const filled = Value.Default(schema, Value.Clone(dropEmpty(sent)));
  return Value.Convert(schema, filled);
}

/** `?limit=` means "not given"; without this it would be read as 0. */
function dropEmpty(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return {};
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''));
}

/** Text that is no text: the database keeps no NUL, and half a surrogate pair has no UTF-8 and so no hash in the audit log. */
function unkeepableText(value: unknown, part: FieldProblem['in'], pointer = ''): FieldProblem[] {
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? [] : [{ in: part, pointer, rule: 'pattern', limits: {} }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => unkeepableText(member, part, `${pointer}/${name}`));
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

/** An unknown member is reported twice by the checker, at the member and at its parent: the parent's report names it, so that one stays. */
function problemsOf(errors: readonly SchemaError[], part: FieldProblem['in']): FieldProblem[] {
  return errors
    .filter((error) => error.keyword !== 'boolean')
    .slice(0, problemsMax)
    .map((error) => ({
      in: part,
      pointer: error.instancePath,
      rule: error.keyword,
      limits: Object.fromEntries(Object.entries(error.params).filter(([name]) => name !== 'unevaluatedProperties')),
    }));
}
