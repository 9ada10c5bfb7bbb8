import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { idPattern } from '../../server/kernel/shapes.ts';
import type { FieldProblem } from '../../server/platform/http/http.refusals.ts';

/** How a member of a body is asked for; `reference` (an id of something else) only where the screen says how it is chosen. */
export type FieldKind = 'text' | 'prose' | 'day' | 'rupiah' | 'number' | 'choice' | 'yes-no' | 'group' | 'reference';

/** One thing a form asks, read off the call's body schema, so that nothing is typed twice. */
export interface Field {
  readonly name: string;
  /** Where it stands in the body, as the server names it in a problem: `/source/name`. */
  readonly pointer: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly options: readonly string[];
  readonly fields: readonly Field[];
}

/** What of JSON Schema the forms read. */
interface Shape {
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/** Longer than this is written in several lines. */
const proseFrom = 300;

export function fieldsOf(schema: TSchema, parent = ''): Field[] {
  const { properties = {}, required = [] } = schema as Shape;
  return Object.entries(properties).map(([name, shape]) => {
    const pointer = `${parent}/${name}`;
    return {
      name,
      pointer,
      kind: kindOf(name, shape),
      required: required.includes(name),
      ...(shape.maxLength === undefined ? {} : { maxLength: shape.maxLength }),
      ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
      ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      options: (shape.enum ?? []).map(String),
      fields: shape.properties ? fieldsOf(shape as TSchema, pointer) : [],
    };
  });
}

function kindOf(name: string, shape: Shape): FieldKind {
  if (shape.properties) return 'group';
  if (shape.enum) return 'choice';
  if (shape.type === 'boolean') return 'yes-no';
  if (shape.type === 'integer' && name.endsWith('Idr')) return 'rupiah';
  if (shape.type === 'integer' || shape.type === 'number') return 'number';
  if (shape.format === 'date') return 'day';
  if (shape.pattern === idPattern) return 'reference';
  return (shape.maxLength ?? 0) > proseFrom ? 'prose' : 'text';
}

/** What the server would say of this body, said before it is sent: the same schema, the same rules, the same pointers. */
export function problemsIn(schema: TSchema, body: unknown): FieldProblem[] {
  return Value.Errors(schema, body)
    .filter((error) => error.keyword !== 'boolean')
    .map((error) => ({ in: 'body', pointer: error.instancePath, rule: error.keyword, limits: { ...error.params } }));
}

/** A missing member is reported at its parent; a person looks for it at its own place. One problem a field is enough. */
export function problemsByPointer(problems: readonly FieldProblem[]): ReadonlyMap<string, FieldProblem> {
  const found = new Map<string, FieldProblem>();
  for (const problem of problems) {
    const missing = problem.limits.requiredProperties;
    const pointers = Array.isArray(missing) ? missing.map((name) => `${problem.pointer}/${name}`) : [problem.pointer];
    for (const pointer of pointers) if (!found.has(pointer)) found.set(pointer, problem);
  }
  return found;
}

/** The problems in the order of the form. A group of which nothing was filled in is told at each of its required members. */
export function problemsInOrder(
  problems: ReadonlyMap<string, FieldProblem>,
  fields: readonly Field[],
): ReadonlyMap<string, FieldProblem> {
  const inOrder = fields.flatMap((field): (readonly [string, FieldProblem])[] => {
    const own = problems.get(field.pointer);
    if (own && field.kind === 'group') return field.fields.filter(isRequired).map(({ pointer }) => [pointer, own]);
    const inside = [...problems].filter(([pointer]) => `${pointer}/`.startsWith(`${field.pointer}/`));
    return field.kind === 'group' ? [...problemsInOrder(new Map(inside), field.fields)] : inside;
  });
  const atNoField = [...problems].filter(
    ([pointer]) => !fields.some((field) => `${pointer}/`.startsWith(`${field.pointer}/`)),
  );
  return new Map([...inOrder, ...atNoField]);
}

function isRequired({ required }: Field): boolean {
  return required;
}

export type Values = Readonly<Record<string, unknown>>;

/** The value at `/source/name`. */
export function valueAt(values: Values, pointer: string): unknown {
  return steps(pointer).reduce<unknown>((value, step) => (isValues(value) ? value[step] : undefined), values);
}

/** The values with one of them changed; what was emptied is left out, since "not given" and "" are different things. */
export function withValue(values: Values, pointer: string, value: unknown): Values {
  const [first = '', ...rest] = steps(pointer);
  const inner = values[first];
  const next = rest.length === 0 ? value : withValue(isValues(inner) ? inner : {}, `/${rest.join('/')}`, value);
  const { [first]: _, ...others } = values;
  return next === undefined || next === '' ? others : { ...others, [first]: next };
}

function steps(pointer: string): string[] {
  return pointer.split('/').slice(1);
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
