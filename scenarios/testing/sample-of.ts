import type { TSchema } from 'typebox';
import { assert } from '../../server/kernel/assert.ts';
import type { Call } from '../../server/kernel/call.ts';
import { idPattern } from '../../server/kernel/shapes.ts';
import { newId } from '../../server/platform/clock.ts';

/** What the schemas of our calls are made of, as JSON Schema says it. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
}

/** Texts for the patterns that calls use; a call with a new one needs a line here. */
const texts: Readonly<Record<string, () => string>> = {
  [idPattern]: newId,
  '\\S': () => 'contoh',
  '^\\S+@\\S+$': () => 'contoh@uji.lumbung.id',
  '^\\d{6}$': () => '123456',
  '^[1-9]\\d{5}$': () => '111000',
  '^[1-5]\\d{5}$': () => '529100',
  '^[0-9A-Za-z -]+$': () => 'ABCD-EFGH-JKLM',
  '^[0-9A-Za-z.-]{4,40}$': () => '8991234567890',
  '^[A-Za-z0-9_-]{43}$': () => 'x'.repeat(43),
  '^[a-z][a-z_]{1,39}$': () => 'contoh',
  '^\\d{2}\\.\\d{2}$': () => '64.71',
  '^(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?Z$': () => '2025-11-27T01:02:03.000Z',
  '^\\d{2}\\.\\d{2}\\.\\d{2}$': () => '64.71.01',
  '^\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$': () => '64.71.01.1001',
};

/** A value of the form that a call takes, everything optional included. It names nothing that exists. */
export function sampleOf(schema: TSchema): unknown {
  return sample(schema as Shape);
}

/** The query that a call cannot do without, as `?with=…`; empty where there is none. */
export function queryNeededBy({ query }: Call): string {
  const { properties = {}, required = [] } = query as Shape;
  const needed = required.map((name) => [name, String(sample(properties[name] ?? {}))]);
  return needed.length === 0 ? '' : `?${new URLSearchParams(needed)}`;
}

function sample(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.anyOf?.[0] !== undefined) return sample(shape.anyOf[0]);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, each]) => [name, sample(each)]));
    case 'array':
      return shape.items === undefined
        ? []
        : Array.from({ length: shape.minItems ?? 1 }, () => sample(shape.items ?? {}));
    case 'integer':
    case 'number':
      return shape.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return textOf(shape);
    default:
      return null;
  }
}

function textOf({ format, pattern }: Shape): string {
  if (format === 'date') return '2025-11-27';
  if (pattern === undefined) return 'contoh';
  const text = texts[pattern];
  assert(text !== undefined, `no sample for texts like ${pattern}`);
  return text();
}
