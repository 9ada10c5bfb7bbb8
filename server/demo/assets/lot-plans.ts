import type { Subject } from '../../assets/public.ts';
import type { Story } from './stories.ts';

/** A lot somebody might build on, before it has a name and a place. */
export interface LotPlan {
  /** From 1,000 m² on it takes the standard building. */
  readonly size: 'large' | 'small';
  readonly use?: 'idle' | 'own_duty' | 'used_by_others' | 'promised';
  /** What was seen of it that is not as it should be. */
  readonly seen?: Readonly<Partial<Record<Subject, string | number>>>;
  /** What nobody has looked at yet. */
  readonly unseen?: readonly Subject[];
}

type Seen = NonNullable<LotPlan['seen']>;
const large = (seen: Seen = {}): LotPlan => ({ size: 'large', seen });
const small = (seen: Seen = {}): LotPlan => ({ size: 'small', seen });
const unseenByTechnicalOffice = ['slope_percent', 'cut_and_fill', 'soil', 'landslide'] as const;

/** The lots of a kelurahan, by what is told of it: its small ones share the trouble. Land in use by an office comes on top everywhere. */
export const lotPlans: Readonly<Record<Story, readonly LotPlan[]>> = {
  builds: [
    { ...large(), use: 'promised' },
    small(),
    large({ road_access: 'stone', cut_and_fill: 'light', slope_percent: 11 }),
  ],
  fits: [large(), small(), { ...large(), use: 'used_by_others' }],
  too_small: [small(), small(), small()],
  flood: [large({ flood: 'frequent' }), large({ flood: 'frequent', soil: 'soft' }), small({ flood: 'frequent' })],
  mangrove: [
    large({ mangrove: 'present', soil: 'peat' }),
    large({ mangrove: 'present', soil: 'soft', flood: 'frequent' }),
    small({ mangrove: 'present', soil: 'peat' }),
  ],
  slope: [
    large({ slope_percent: 38, cut_and_fill: 'heavy' }),
    large({ slope_percent: 31, cut_and_fill: 'heavy' }),
    small({ slope_percent: 26, cut_and_fill: 'heavy' }),
  ],
  landslide: [
    large({ landslide: 'present', slope_percent: 27, cut_and_fill: 'heavy' }),
    large({ landslide: 'present', slope_percent: 12 }),
    small({ landslide: 'present', slope_percent: 12 }),
  ],
  power_line: [
    large({ power_line: 'present' }),
    large({ power_line: 'present', cleared: 'overgrown' }),
    small({ power_line: 'present' }),
  ],
  legal: [large({ title: 'disputed' }), large({ title: 'unclear' }), small({ title: 'unclear' })],
  in_use: [
    { ...large(), use: 'used_by_others' },
    { ...large(), use: 'own_duty' },
    { ...large(), use: 'used_by_others' },
  ],
  no_land: [],
  awaits_technical_office: [
    { ...large(), unseen: unseenByTechnicalOffice },
    { ...large({ cleared: 'overgrown' }), unseen: unseenByTechnicalOffice },
    { ...small(), unseen: unseenByTechnicalOffice },
  ],
};
