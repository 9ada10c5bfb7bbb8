/** Parts of an import's report, in the order in which they need a person. */
export const kibTabs = ['wrong', 'doubtful', 'warned', 'changed', 'new', 'unchanged'] as const;
