/** What a call may demand. `noun.verb`; `read` never changes anything. */
export const permissions = [
  'agreement.edit',
  'agreement.read',
  'asset.edit',
  'asset.import',
  'asset.observe',
  'asset.read',
  'asset.survey',
  'audit.read',
  'book.approve',
  'book.close',
  'book.post',
  'book.read',
  'boundary.import',
  'commodity.record',
  'cooperative.edit',
  'cooperative.read',
  'criterion.manage',
  'device.enrol',
  'device.use',
  'facility.record',
  'file.add',
  'file.read',
  'goods.receive',
  'grant.give',
  'grant.read',
  'invoice.record',
  'item.edit',
  'item.read',
  'job.read',
  'match.publish',
  'match.read',
  'match.run',
  'opening.approve',
  'opening.record',
  'operation.record',
  'order.answer',
  'order.deliver',
  'order.place',
  'order.read',
  'partnership.edit',
  'partnership.read',
  'payment.record',
  'people.edit',
  'people.read',
  'picture.read',
  'price.set',
  'proposal.open',
  'proposal.read',
  'publication.manage',
  'region.manage',
  'report.make',
  'report.read',
  'requirement.edit',
  'requirement.read',
  'sale.record',
  'sellthrough.read',
  'snapshot.import',
  'snapshot.read',
  'stock.approve',
  'stock.count',
  'stock.move',
  'stock.read',
  'task.assign',
  'task.read',
  'task.settle',
  'taskforce.keep',
  'taskforce.read',
  'trade-rule.manage',
] as const;

export type Permission = (typeof permissions)[number];

/** What a grant is confined to. `nation` reaches every regency and is given at the command line only. */
export type ScopeKind = 'nation' | 'regency' | 'district' | 'village' | 'cooperative' | 'partner' | 'lender';

export interface Role {
  /** Kinds of scope in which the role can be held; the first is the usual one. */
  readonly scopes: readonly ScopeKind[];
  readonly permissions: readonly Permission[];
  /** Staff of agencies, and whoever handles money (quality §3). */
  readonly needsSecondFactor: boolean;
  /** Enters facts for cooperatives that are not his own; what he enters says so. */
  readonly onBehalf: boolean;
}

/** The picture without people: what may be seen by whoever works with the programme. */
const picture = [
  'cooperative.read',
  'file.read',
  'partnership.read',
  'picture.read',
  'proposal.read',
  'report.read',
  'requirement.read',
  'task.read',
] as const satisfies Permission[];

/** What lies in one's own territory, and what it may serve. */
const sites = ['asset.read', 'match.read'] as const satisfies Permission[];

/** What is traded and how the books stand, to read. */
const trade = [
  'agreement.read',
  'book.read',
  'item.read',
  'order.read',
  'sellthrough.read',
  'stock.read',
] as const satisfies Permission[];

/** What whoever keeps an outlet does every day. */
const outlet = ['device.use', 'goods.receive', 'sale.record', 'stock.count'] as const satisfies Permission[];

const work = ['task.settle', 'file.add'] as const satisfies Permission[];

const cityStaff = [
  ...picture,
  ...work,
  ...sites,
  ...trade,
  'taskforce.read',
  'snapshot.read',
] as const satisfies Permission[];

const dinas = [
  ...cityStaff,
  'agreement.edit',
  'asset.edit',
  'asset.import',
  'asset.observe',
  'asset.survey',
  'boundary.import',
  'commodity.record',
  'cooperative.edit',
  'facility.record',
  'job.read',
  'match.run',
  'operation.record',
  'order.place',
  'partnership.edit',
  'people.edit',
  'people.read',
  'proposal.open',
  'publication.manage',
  'report.make',
  'requirement.edit',
  'snapshot.import',
  'task.assign',
  'taskforce.keep',
] as const satisfies Permission[];

const board = [
  ...picture,
  ...work,
  ...sites,
  ...trade,
  'commodity.record',
  'cooperative.edit',
  'operation.record',
  'people.edit',
  'people.read',
  'requirement.edit',
] as const satisfies Permission[];

const agency = { needsSecondFactor: true, onBehalf: false } as const;
const others = { needsSecondFactor: false, onBehalf: false } as const;

/** The roles of Part 1 (docs/rules/access.md). The key is stored with each grant and never renamed. */
export const roles = {
  'city-administrator': {
    ...agency,
    scopes: ['regency'],
    permissions: [
      ...cityStaff,
      'audit.read',
      'boundary.import',
      'cooperative.edit',
      'grant.give',
      'grant.read',
      'job.read',
      'people.read',
      'publication.manage',
      'region.manage',
      'snapshot.import',
    ],
  },
  mayor: { ...agency, scopes: ['regency'], permissions: [...cityStaff, 'people.read', 'report.make', 'task.assign'] },
  sekda: {
    ...agency,
    scopes: ['regency'],
    permissions: [...cityStaff, 'people.read', 'report.make', 'task.assign', 'taskforce.keep', 'audit.read'],
  },
  'dinas-head': {
    ...agency,
    scopes: ['regency'],
    permissions: [...dinas, 'audit.read', 'criterion.manage', 'grant.read', 'match.publish', 'trade-rule.manage'],
  },
  'dinas-officer': { ...agency, scopes: ['regency'], permissions: dinas },
  'bkad-officer': {
    ...agency,
    scopes: ['regency'],
    permissions: [...cityStaff, 'asset.edit', 'asset.import', 'asset.observe', 'asset.survey', 'job.read', 'match.run'],
  },
  'user-agency': { ...agency, scopes: ['regency'], permissions: [...picture, ...work, ...sites, 'asset.observe'] },
  'technical-office': {
    ...agency,
    scopes: ['regency'],
    permissions: [...picture, ...work, ...sites, 'asset.observe', 'asset.survey'],
  },
  camat: {
    ...agency,
    scopes: ['district'],
    permissions: [...picture, ...work, ...sites, 'asset.survey', 'people.read', 'proposal.open'],
  },
  lurah: {
    ...agency,
    scopes: ['village'],
    permissions: [...picture, ...work, ...sites, 'asset.survey', 'people.read', 'proposal.open'],
  },
  'task-force': {
    ...agency,
    scopes: ['regency'],
    permissions: [...cityStaff, 'people.read', 'task.assign', 'taskforce.keep'],
  },
  'tni-site-officer': {
    ...others,
    scopes: ['village', 'district', 'cooperative'],
    permissions: ['asset.read', 'asset.survey', 'cooperative.read', 'file.read', 'picture.read', 'task.read', ...work],
  },
  builder: {
    ...others,
    scopes: ['cooperative'],
    permissions: ['cooperative.read', 'file.read', 'picture.read', 'task.read', ...work],
  },
  facilitator: {
    needsSecondFactor: true,
    onBehalf: true,
    scopes: ['district', 'village', 'cooperative', 'regency'],
    permissions: [
      ...board,
      ...outlet,
      'agreement.edit',
      'asset.survey',
      'book.post',
      'invoice.record',
      'item.edit',
      'opening.record',
      'order.place',
      'partnership.edit',
      'payment.record',
      'price.set',
      'proposal.open',
      'stock.move',
    ],
  },
  ministry: {
    ...agency,
    scopes: ['nation', 'regency'],
    permissions: [...picture, ...sites, ...trade, 'snapshot.read'],
  },
  lender: { ...agency, scopes: ['lender'], permissions: picture },
  partner: {
    ...agency,
    scopes: ['partner'],
    permissions: [
      'agreement.read',
      'cooperative.read',
      'invoice.record',
      'order.answer',
      'order.deliver',
      'order.read',
      'partnership.read',
      'picture.read',
      'sellthrough.read',
      'task.read',
    ],
  },
  'lpg-agent': {
    ...others,
    scopes: ['partner'],
    permissions: [
      'agreement.read',
      'cooperative.read',
      'invoice.record',
      'order.answer',
      'order.deliver',
      'order.read',
      'partnership.read',
      'picture.read',
      'sellthrough.read',
      'task.read',
    ],
  },
  'cooperative-chair': {
    ...others,
    scopes: ['cooperative'],
    permissions: [
      ...board,
      'agreement.edit',
      'book.approve',
      'book.close',
      'device.enrol',
      'item.edit',
      'opening.approve',
      'order.answer',
      'order.place',
      'partnership.edit',
      'price.set',
      'proposal.open',
      'stock.approve',
    ],
  },
  'cooperative-secretary': {
    ...others,
    scopes: ['cooperative'],
    permissions: [...board, 'book.approve', 'opening.approve'],
  },
  'cooperative-treasurer': {
    needsSecondFactor: true,
    onBehalf: false,
    scopes: ['cooperative'],
    permissions: [
      ...picture,
      ...work,
      ...trade,
      'book.close',
      'book.post',
      'commodity.record',
      'invoice.record',
      'opening.record',
      'payment.record',
      'people.read',
      'sale.record',
      'stock.approve',
    ],
  },
  'cooperative-manager': {
    ...others,
    scopes: ['cooperative'],
    permissions: [
      ...picture,
      ...work,
      ...trade,
      ...outlet,
      'commodity.record',
      'device.enrol',
      'item.edit',
      'operation.record',
      'order.answer',
      'order.deliver',
      'order.place',
      'people.read',
      'price.set',
      'stock.approve',
      'stock.move',
    ],
  },
  'cooperative-cashier': {
    ...others,
    scopes: ['cooperative'],
    permissions: [
      ...outlet,
      'commodity.record',
      'cooperative.read',
      'item.read',
      'order.read',
      'picture.read',
      'stock.read',
      'task.read',
    ],
  },
  'cooperative-supervisor': {
    ...others,
    scopes: ['cooperative'],
    permissions: [...picture, ...work, ...sites, ...trade, 'people.read'],
  },
  member: { ...others, scopes: ['cooperative'], permissions: ['cooperative.read', 'picture.read'] },
  auditor: {
    ...agency,
    scopes: ['regency', 'nation'],
    permissions: permissions.filter((permission) => permission.endsWith('.read')),
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;

export const roleNames = Object.keys(roles) as RoleName[];

export function isRoleName(text: string): text is RoleName {
  return Object.hasOwn(roles, text);
}

/** The address of the made-up person who holds a role in the demo. */
export function demoEmailOf(name: RoleName): string {
  return `${name}@contoh.lumbung.id`;
}

export function roleOf(name: RoleName): Role {
  return roles[name];
}

/** Where the role's name for people stands: `access.role.<name>` in web/access/words.id.json. */
export function labelOf(name: RoleName): `access.role.${RoleName}` {
  return `access.role.${name}`;
}
