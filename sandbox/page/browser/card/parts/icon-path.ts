const paths: Readonly<Record<string, string>> = {
  emptyState: 'M2 6h12v8H2zM2 6l2-4h8l2 4M6 9h4',
  warning: 'M8 2 15 14H1zM8 6.500v3.500M8 12v.2',
  locked: 'M4 7h8v7H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  success: 'm3 8.500 3.500 3.500L13 4.500',
  checkCircle: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM5 8.200l2.200 2.200L11.200 6',
  date: 'M2.500 4h11v10h-11zM2.500 7h11M5 2v3M11 2v3',
  clock: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM8 4.500V8l2.500 1.500',
  contact: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.500 14c.5-3 2.700-4.500 5.500-4.500s5 1.500 5.500 4.500',
  refresh: 'M13 8a5 5 0 1 1-1.500-3.500M13 2v3.500H9.500',
  info: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM8 7v4M8 4.800v.2',
  right: 'm6 3 5 5-5 5',
  left: 'm10 3-5 5 5 5',
  up: 'm3 10 5-5 5 5',
  down: 'm3 6 5 5 5-5',
  edit: 'm2.500 13.500.6-3L10.500 3 13 5.500l-7.500 7.400z',
  star: 'm8 1.500 2 4.300 4.700.6-3.400 3.300.8 4.700L8 12.100l-4.100 2.300.8-4.700L1.300 6.400 6 5.800z',
};
const aliases: Readonly<Record<string, string>> = {
  exclamation: 'warning',
  notification: 'info',
  question: 'info',
  check: 'success',
  calendar: 'date',
  delay: 'clock',
  listView: 'emptyState',
  undo: 'refresh',
};

/** A drawing for HubSpot's icon of this name, 16 by 16; a ring for one that is not drawn here. */
export function iconPath(name: string): string {
  return paths[aliases[name] ?? name] ?? 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z';
}
