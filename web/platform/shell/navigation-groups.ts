/** The groups of the navigation, in the order they are shown. */
export const navGroups = ['work', 'trade', 'books', 'city', 'settings'] as const;
export type NavGroup = (typeof navGroups)[number];

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Word key of the screen's name in the navigation. */
    title?: string;
    /** Word key of a shorter name, for the bar of a phone. */
    short?: string;
    /** The permission without which the screen is not offered. */
    can?: string;
    /** In which group of the navigation it stands; left out, it is reached from other screens only. */
    nav?: NavGroup;
    /** The screen of the navigation it stands beside: both are reached from a strip above their titles. */
    beside?: string;
  }
}
