import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';

// The bans of the house style that no linter knows. Each names a control: text that must be caught, or the ban is asleep.

const written = ['*.*', '.*', '{server,web,scenarios,e2e,bench,tools,db,docs,.ci}/**/*.*'];
const binary = /[.](png|jpg|webp|woff2|ttf|pdf|xlsx|br|gz|ico)$/;
const elsewhere = /(^|\/)(node_modules|dist|var|[.]git)(\/|$)|package-lock|[.]tsbuildinfo|^server\/tidy[.]test[.]ts$/;

const texts = new Map<string, string>();
for await (const entry of glob(written, { withFileTypes: true })) {
  const path = `${entry.parentPath}/${entry.name}`.replace(`${process.cwd()}/`, '');
  if (entry.isFile() && !elsewhere.test(path) && !binary.test(path)) texts.set(path, readFileSync(path, 'utf8'));
}

const modules = [...new Set([...texts.keys()].map((path) => /^server\/([^/]+)\//.exec(path)?.[1] ?? ''))].filter(
  (name) => !['', 'kernel', 'platform', 'demo'].includes(name),
);
const inModule = new RegExp(`^server/(${modules.join('|')})/`);
const isTest = /[.](test|spec)[.]tsx?$|\/testing\/|^(scenarios|e2e|bench|tools)\//;

const code = (path: string) => /[.](ts|tsx|js|mjs|cjs)$/.test(path);
const ours = (path: string) => code(path) && !isTest.test(path) && !path.endsWith('.generated.ts');
const server = (path: string) => ours(path) && path.startsWith('server/');
const web = (path: string) => ours(path) && path.startsWith('web/');
const outsidePlatform = (path: string) => (server(path) || web(path)) && !/^(server|web)\/platform\//.test(path);
const business = (path: string) => ours(path) && inModule.test(path);
const anywhere = () => true;

interface Ban {
  readonly what: string;
  readonly where: (path: string) => boolean;
  readonly finds: RegExp;
  readonly control: string;
  /** Comments may say what code may not. */
  readonly comments?: 'count';
}

const bans: readonly Ban[] = [
  {
    what: 'a name that says nothing: Service, Repository, Manager, Dto',
    where: code,
    finds: /\b(class|interface|type|const|function)\s+\w*(Service|Repository|Manager|Dto)\b/,
    control: 'export class SaleService {',
  },
  { what: '`export *`', where: code, finds: /\bexport\s*\*/, control: "export * from './sale.ts';" },
  {
    what: 'floats near money and stock',
    where: (path) => (business(path) || web(path)) && !/geometry|boundar|map|drawing/.test(path),
    finds: /\bparseFloat\b|\.toFixed\(|\*\s*0\.\d/,
    control: 'const fee = totalIdr * 0.1;',
  },
  {
    what: 'the clock or chance outside platform/',
    where: outsidePlatform,
    finds: /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bTemporal\.Now\b/,
    control: 'const madeAt = new Date().toISOString();',
  },
  {
    what: 'brands made by `as` outside the kernel',
    where: (path) => ours(path) && !path.startsWith('server/kernel/'),
    finds: /\bas (Rupiah|BusinessDate|Instant|[A-Z]\w*Id)\b|\bas Id</,
    control: 'const due = row.dueIdr as Rupiah;',
  },
  {
    what: 'silenced type errors',
    where: code,
    finds: /@ts-(ignore|nocheck|expect-error)|\bas unknown as\b/,
    control: '// @ts-ignore',
    comments: 'count',
  },
  {
    what: 'TODO without an issue number',
    where: anywhere,
    finds: /\b(TODO|FIXME)\b(?!.*#\d)/,
    control: '// TODO: split this',
    comments: 'count',
  },
  {
    what: 'skipped tests without an issue number',
    where: code,
    finds: /\b(test|it|describe)(\.\w+)*\.(skip|todo|fails)\((?!.*#\d)/,
    control: "test.skip('sells offline', () => {",
  },
  {
    what: 'settings that outlive a transaction and leak through a pool',
    where: (path) => code(path) || path.endsWith('.sql'),
    finds: /\bset\s+session\b|\bset_config\([^)]*,\s*false\s*\)/i,
    control: "select set_config('app.regency_id', '17', false)",
  },
  {
    what: 'SQL outside a store',
    where: (path) => business(path) && !/[.]store[.]ts$/.test(path),
    finds: /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^>]*>)?`/,
    control: "await tx.selectFrom('sales.sale').selectAll().execute();",
  },
  {
    what: 'personal data in a log, a URL or a refusal',
    where: (path) => server(path),
    finds:
      /\blog\.\w+\(.*\b(nik|phone|email)\b|\bpath: '[^']*:(nik|phone|email|name)\b|\brefusal<\{[^}]*\b(nik|phone|email|fullName)\b/i,
    control: "path: '/members/:nik',",
  },
  {
    what: 'words in a screen that are no key',
    where: (path) => path.startsWith('web/') && path.endsWith('.tsx') && !isTest.test(path),
    finds:
      />\s*(?!Lumbung<)\p{L}[^<>{}=;()]{2,}<\/|\b(label|title|placeholder|alt|aria-label|description)="[^"]*\p{L}{2,}/u,
    control: '<Button>Bayar sekarang</Button>',
  },
  {
    what: 'third-party origins',
    where: (path) => /^web\/.*[.](ts|tsx|css|html)$/.test(path) && !isTest.test(path),
    finds: /["'`(]https?:\/\/(?!www\.w3\.org|127\.0\.0\.1|localhost)/,
    control: "const tiles = 'https://tiles.example.org/{z}/{x}/{y}.png';",
  },
  {
    what: 'triggers: append-only is by grant, balances by function',
    where: (path) => path.endsWith('.sql'),
    finds: /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i,
    control: 'create trigger sale_audit after insert on sales.sale',
  },
  {
    what: 'security definer functions, but the one that posts (S05 asks the database that there is no other)',
    where: (path) => path.startsWith('db/migrations/') && !path.endsWith('_2300_ledger_book.sql'),
    finds: /\bsecurity\s+definer\b/i,
    control: 'create function f() returns int language sql security definer as $$ select 1 $$;',
  },
  {
    what: 'text with the shape of a NIK',
    where: anywhere,
    finds: /(?<![\d.])[1-9]\d{5}(0[1-9]|[1-6]\d|7[01])(0[1-9]|1[0-2])\d{6}(?!\d)/,
    control: `"nik": "${['647101', '170885', '0001'].join('')}"`,
    comments: 'count',
  },
];

describe('house style: nowhere is', () => {
  test.each(bans)('$what', ({ where, finds, control, comments }) => {
    expect(control, 'the control').toMatch(finds);
    const offences = [...texts].flatMap(([path, text]) =>
      where(path)
        ? linesOf(text)
            .filter(({ line }) => (comments || !isComment(line)) && finds.test(line))
            .map(at(path))
        : [],
    );
    expect(offences).toEqual([]);
  });
});

describe('house style: files', () => {
  const says =
    /(^|\/)(utils?|helpers?|common|misc|types|index)([.][cm]?tsx?$|\/)|[.-](service|repository|manager|dto)[.]tsx?$/i;

  test('have names that say what is inside', () => {
    expect(['server/utils/a.ts', 'server/sales/types.ts', 'web/sales/index.tsx', 'server/sale.service.ts']).toSatisfy(
      (controls: string[]) => controls.every((path) => says.test(path)),
    );
    expect([...texts.keys()].filter((path) => says.test(path))).toEqual([]);
  });

  test('that are migrations say why, and are named by time, module and subject', () => {
    const good = (path: string, text: string) =>
      /^db\/migrations\/\d{8}_\d{4}_[a-z]+(_[a-z0-9]+)+[.]sql$/.test(path) && text.startsWith('-- Why: ');
    expect(good('db/migrations/20261201_0900_sales_sale.sql', 'create table sales.sale ();'), 'the control').toBe(
      false,
    );
    expect(
      [...texts].filter(([path, text]) => path.startsWith('db/migrations/') && !good(path, text)).map(first),
    ).toEqual([]);
  });

  test('that are migrations can be run again where they broke off, as on Citus no transaction holds them together', () => {
    const firstBound = 'db/migrations/20261124_1531'; // some before it add constraints bare, and migrations that ran are not edited
    const bare = (text: string) => [
      ...(text.match(
        /\bcreate (unique index|index|table|schema) (?!if not exists\b)\w\S*|\badd column (?!if not exists\b)\w\S*/g,
      ) ?? []),
      ...[...text.matchAll(/\badd constraint (\w+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !text.includes(`drop constraint if exists ${name};`)),
    ];
    expect(bare('alter table a add constraint a_fk foreign key (b) references b;'), 'the control').toEqual(['a_fk']);
    expect(bare('create index a_by_b on a (b); create table a ();'), 'the control').toHaveLength(2);
    const later = [...texts].filter(([path]) => path.startsWith('db/migrations/') && path > firstBound);
    expect(later.flatMap(([path, text]) => bare(text).map((what) => `${path}: ${what}`))).toEqual([]);
  });

  test('that are commands write their audit line', () => {
    // Reference data has no tenant, and the audit log is a tenant's; what the machine does by itself has no actor.
    const commands = [...texts].filter(
      ([path, text]) => /^server\/(?!reference\/|demo\/).*[.]command[.]ts$/.test(path) && /\bActor\b/.test(text),
    );
    expect(commands.filter(([, text]) => !/\baudit\w*\(/.test(text)).map(first)).toEqual([]);
  });

  test('list every setting in .env.example', () => {
    const names = (text: string, form: RegExp) =>
      [...new Set([...text.matchAll(form)].map(([, name, other]) => name ?? other ?? ''))].toSorted();
    const read = names(
      texts.get('server/platform/config.ts') ?? '',
      /\benv[.]([A-Z][A-Z_]+)|(?<=\{.*)\b([A-Z]+_[A-Z_]+)(?=:)/g,
    );
    expect(read).toContain('LUMBUNG_TODAY');
    expect(names(texts.get('.env.example') ?? '', /^(?:# )?([A-Z_]+)=/gm)).toEqual(read);
  });

  test('of each module include its README', () => {
    expect(modules.filter((name) => !texts.has(`server/${name}/README.md`))).toEqual([]);
  });
});

describe('house style: tables', () => {
  const read = /(?:(?:From|Join|Using)\(\s*'|\b(?:from|join)\s+)([a-z]+)\.([a-z]\w*)/g;
  const written =
    /(?:(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'|\b(?:insert into|update|delete from)\s+)([a-z]+)\.([a-z]\w*)/g;
  const alsoOwns: Readonly<Record<string, string>> = { reference: 'territory', access: 'auth' };
  const { forbidden }: { forbidden: { name: string; to: { pathNot: string } }[] } = createRequire(import.meta.url)(
    '../.dependency-cruiser.cjs',
  );

  const ownerOf = (path: string) => inModule.exec(path)?.[1] ?? '';
  const isOwn = (owner: string, schema: string) => schema === owner || schema === alsoOwns[owner];
  const mayUse = (owner: string, schema: string) => {
    const edges = forbidden.find(({ name }) => name === `${owner}-may-use`);
    return modules.includes(schema) && (!edges || new RegExp(edges.to.pathNot).test(`server/${schema}/`));
  };
  const foreign =
    (form: RegExp, allowed: (owner: string, schema: string, name: string) => boolean) =>
    ([path, text]: [string, string]) =>
      [...text.matchAll(form)]
        .filter(([, schema = '', name = '']) => !allowed(ownerOf(path), schema, name))
        .map(([, schema, name]) => `${path}: ${schema}.${name}`);
  const stores = [...texts].filter(([path]) => business(path));
  const control = `server/${modules[0]}/x.store.ts`;

  test('are written by their own module only', () => {
    const offences = foreign(written, isOwn);
    expect(offences([control, 'insert into audit.entry']), 'the control').toHaveLength(1);
    expect(stores.flatMap(offences)).toEqual([]);
  });

  test('are read where their module may be called, or through what it publishes: views v_… and functions …_on', () => {
    const allowed = (owner: string, schema: string, name: string) =>
      isOwn(owner, schema) ||
      schema === 'reference' ||
      `${schema}.${name}` === 'platform.file' || // the documents that records of every module name
      /^v_|_on$/.test(name) ||
      mayUse(owner, schema);
    const offences = foreign(read, allowed);
    expect(offences([control, "tx.selectFrom('audit.entry')"]), 'the control').toHaveLength(1);
    expect(stores.flatMap(offences)).toEqual([]);
  });
});

function linesOf(text: string): { line: string; number: number }[] {
  return text.split('\n').map((line, i) => ({ line, number: i + 1 }));
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/?\*|--|\{\/\*)/.test(line);
}

function at(path: string) {
  return ({ line, number }: { line: string; number: number }) => `${path}:${number}: ${line.trim().slice(0, 120)}`;
}

function first([path]: [string, string]): string {
  return path;
}
