/** The five states of a cooperative's new building, in their order. */
export const stages = ['none', 'proposed', 'designated', 'under_construction', 'handed_over'] as const;
export type Stage = (typeof stages)[number];

export interface Palette {
  readonly stage: Readonly<Record<Stage, string>>;
  /** What a pattern is drawn with on its stage's colour. */
  readonly stageMark: Readonly<Record<Stage, string>>;
  readonly edge: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
}

/** For screens: variables of web/platform/tokens.css, so that dark mode needs no second drawing. */
export const onScreen: Palette = {
  stage: {
    none: 'var(--stage-none)',
    proposed: 'var(--stage-proposed)',
    designated: 'var(--stage-designated)',
    under_construction: 'var(--stage-construction)',
    handed_over: 'var(--stage-handed-over)',
  },
  stageMark: {
    none: 'var(--stage-mark)',
    proposed: 'var(--stage-mark)',
    designated: 'var(--stage-mark)',
    under_construction: 'var(--stage-mark-inverse)',
    handed_over: 'var(--stage-mark-inverse)',
  },
  edge: 'var(--stage-edge)',
  ink: 'var(--ink)',
  quiet: 'var(--ink-3)',
  line: 'var(--line)',
  paper: 'var(--paper)',
};

/** For documents: the light colours of tokens.css as they are. */
export const onPaper: Palette = {
  stage: {
    none: '#e9e5e0',
    proposed: '#ead7a8',
    designated: '#c98412',
    under_construction: '#1f6fb2',
    handed_over: '#17603d',
  },
  stageMark: {
    none: '#1b1a19',
    proposed: '#1b1a19',
    designated: '#1b1a19',
    under_construction: '#ffffff',
    handed_over: '#ffffff',
  },
  edge: '#6f665d',
  ink: '#1b1a19',
  quiet: '#6f665d',
  line: '#e5dfd8',
  paper: '#ffffff',
};
