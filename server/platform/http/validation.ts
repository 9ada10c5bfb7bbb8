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
    if (check.Check(value)) return { value };
    return { error: httpRefusals.invalid({ problems: problemsOf(check.Errors(value), part) }) };
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
