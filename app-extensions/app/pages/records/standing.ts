/** The numbers of records over all stages that the journey page shows, as the backend calls them. */
export const standings = ['measured', 'without-stage', 'new-lap', 'time-reversed', 'outdated'] as const;
export type Standing = (typeof standings)[number];
