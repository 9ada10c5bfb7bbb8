import type { Id } from '../kernel/ids.ts';

export const severities = ['error', 'warning'] as const;
type Severity = (typeof severities)[number];

/** What can look wrong about an asset, and how badly: an error cannot be true, a warning should be looked at. */
export const findingSeverity = {
  'area-missing': 'warning',
  'area-tiny': 'error',
  'area-huge': 'warning',
  'area-differs': 'warning',
  'outside-city': 'error',
  'outside-village': 'warning',
  overlap: 'error',
  'certificate-twice': 'error',
  'land-unknown': 'warning',
  'price-zero': 'warning',
  'price-odd': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type FindingKind = keyof typeof findingSeverity;
export const findingKinds = Object.keys(findingSeverity) as FindingKind[];

export interface Finding {
  readonly assetId: Id<'asset'>;
  readonly kind: FindingKind;
  /** What the sentence tells: m², metres, rupiah a m². */
  readonly figures: Readonly<Record<string, number>>;
  /** The other assets it is about. */
  readonly others: readonly Id<'asset'>[];
}
