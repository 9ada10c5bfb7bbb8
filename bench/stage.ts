import type { Measured } from './figure.ts';
import type { Nation } from './nation.ts';

/** What a bench works with. */
export interface Stage {
  /** Made once, by the first bench that needs it. */
  nation(): Promise<Nation>;
  report(measured: Measured): Promise<void>;
}
