/** What in a problem is a sample or an assumption, so that nobody takes its answer for more than it is. */
export interface Caveats {
  readonly sampleSites: number;
  readonly sites: number;
  /** Households are taken to live at the centre of their kelurahan: no figure says where they live. */
  readonly homesAtCentre: number;
  readonly assumedRules: number;
  readonly rules: number;
  readonly bordersKnown: boolean;
  /** Sites whose point is not known; the centre of their kelurahan stands for it. */
  readonly sitesWithoutPoint: number;
}
