// Who may call whom (house style §2). Adding an edge to this table is a decision, reviewed as one.
const mayUse = {
  reference: [], // regions, names, boundaries
  access: ['reference'], // grants, invitations, first administrator
  cooperatives: ['reference', 'access'], // profile, board, facility, premises, operation
  ledger: ['reference', 'access', 'cooperatives', 'tasks'], // one book per cooperative; knows journals, not what they are of
  catalogue: ['reference', 'access', 'cooperatives'], // items, packs, price lists, ceilings and limits
  partners: ['reference', 'access', 'cooperatives', 'catalogue', 'tasks'], // onboarding, partnerships, agreements
  inventory: ['reference', 'access', 'cooperatives', 'catalogue', 'ledger', 'tasks'], // places, moves, batches, counts, cylinders
  procurement: ['reference', 'access', 'cooperatives', 'catalogue', 'partners', 'inventory', 'ledger', 'tasks'], // order to payment
  sales: ['reference', 'access', 'cooperatives', 'catalogue', 'partners', 'inventory', 'ledger'], // what was sold; what is owed for consigned goods
  opening: ['reference', 'access', 'cooperatives', 'catalogue', 'inventory', 'ledger', 'partners', 'tasks'], // where the books of a trading cooperative begin
  devices: ['reference', 'access', 'cooperatives', 'tasks'], // enrolled phones and what they send later
  proposals: ['reference', 'access', 'cooperatives', 'tasks'],
  tasks: ['reference', 'access', 'cooperatives'], // what waits for whom
  taskforce: ['reference', 'access', 'cooperatives', 'tasks'], // the Satgas: meetings, decisions, actions
  assets: ['reference', 'access', 'tasks'], // inventory, surveys, screening
  matching: ['reference', 'access', 'assets', 'cooperatives', 'tasks'], // which asset serves which cooperative, and why not
  exchange: '*', // SIMKOPDES in and out
  reporting: '*', // figures and reports read everyone's views
  publication: ['reference', 'cooperatives', 'partners', 'tasks', 'reporting', 'exchange', 'assets', 'matching'], // the public page
  demo: '*', // sample data, made through the same commands as the real thing
};

const modules = Object.keys(mayUse);
const anyModule = `^server/(${modules.join('|')})/`;
const wiring = '^server/[^/]+[.]ts$|^server/demo/'; // main, cli and what they are made of
const tests = '[.](test|spec)[.]ts$|^server/.*/testing/|^(scenarios|e2e|bench|tools)/';
const pure = `^server/(${modules.filter((name) => name !== 'demo').join('|')})/(?!public[.])[a-z0-9/-]+[.]ts$`;
const shapes = '^server/.*[.](schema|refusals)[.]ts$';
const node =
  '^(node:)?(buffer|child_process|crypto|events|fs|fs/promises|http|net|os|path|stream|url|util|worker_threads|zlib)$';

const edgesBetweenModules = modules
  .filter((name) => mayUse[name] !== '*')
  .map((name) => ({
    name: `${name}-may-use`,
    comment: `${name} may call ${mayUse[name].join(', ') || 'no other module'}`,
    severity: 'error',
    from: { path: `^server/${name}/`, pathNot: tests },
    to: { path: anyModule, pathNot: `^server/(${[name, ...mayUse[name]].join('|')})/` },
  }));

module.exports = {
  forbidden: [
    ...edgesBetweenModules,
    {
      name: 'only-through-public',
      comment:
        'a module is used through its public.ts; a call declares the refusals of those it uses by their own file, which the web can read',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: tests },
      to: { path: anyModule, pathNot: `^server/$1/|^server/[^/]+/(public|.*[.]refusals)[.]ts$` },
    },
    {
      name: 'no-unknown-module',
      comment: 'a new folder under server/ needs a line in the table above',
      severity: 'error',
      from: {},
      to: { path: '^server/[^/]+/', pathNot: `${anyModule}|^server/(kernel|platform)/` },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: tests },
      to: { path: '^(server|web|tools)/', pathNot: '^server/kernel/' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: tests },
      to: { path: '^(server|web|tools)/', pathNot: '^server/(kernel|platform)/' },
    },
    {
      name: 'only-wiring-imports-routes-and-jobs',
      severity: 'error',
      from: { path: '^(server|web)/', pathNot: `${wiring}|${tests}` },
      to: { path: `${anyModule}.*[.](routes|jobs)[.]ts$` },
    },
    {
      name: 'nobody-imports-the-wiring',
      severity: 'error',
      from: { pathNot: `${wiring}|${tests}` },
      to: { path: wiring },
    },
    {
      name: 'rules-and-shapes-do-no-io',
      comment: 'pure files, schemas and refusals know the kernel and each other; the web imports them too',
      severity: 'error',
      from: { path: `${pure}|${shapes}|^server/kernel/`, pathNot: tests },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: shapes,
        path: '^server/platform/|[.](store|command|routes|jobs)[.]ts$|^node:|^(pg|kysely|fastify)$',
      },
    },
    {
      name: 'rules-need-no-node',
      comment: 'a hash is arithmetic; all else of Node is input or output',
      severity: 'error',
      from: { path: `${pure}|${shapes}|^server/kernel/`, pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'web-reaches-no-node',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: node, reachable: true },
    },
    {
      name: 'stores-only-know-the-database',
      severity: 'error',
      from: { path: `${anyModule}.*[.]store[.]ts$` },
      to: { path: '^server/platform/(?!db/|clock[.]ts$)|[.](command|routes|jobs)[.]ts$' },
    },
    {
      name: 'web-takes-only-pure-files',
      comment: 'from the server the web may import the kernel, schemas, refusals and pure files',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^server/', pathNot: `^server/kernel/|${shapes}|${pure}` },
    },
    {
      name: 'server-never-imports-web',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^web/' },
    },
    {
      name: 'web-modules-share-through-platform',
      severity: 'error',
      from: { path: '^web/([^/]+)/', pathNot: '^web/platform/' },
      to: { path: '^web/[^/]+/', pathNot: '^web/($1|platform)/' },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: '[.](test|spec)[.]ts$|^(scenarios|e2e|bench|tools)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-missing-file', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'production-needs-no-dev-package',
      severity: 'error',
      from: { path: '^(server|web)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type-only edges are edges too
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[?]url$|[.](css|svg|json|geojson|csv)$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
