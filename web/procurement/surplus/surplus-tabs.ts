/** Parts of the screen of surplus; the first is open where the URL names none. */
export const surplusTabs = ['sales', 'board', 'suggestions'] as const;
