import { goTo } from '../portal/address.ts';
import type { PageLocation } from '../worker/worker-protocol.ts';

const root = '/pages';

/** The address of one of the app's pages: a parameter that the path does not name stands behind the question mark. */
export function appPageAddress(to: string, params: Record<string, string> = {}): string {
  const rest = new URLSearchParams();
  let path = to.startsWith('/') ? to : `/${to}`;
  for (const [name, value] of Object.entries(params)) {
    if (path.includes(`:${name}`)) path = path.replace(`:${name}`, encodeURIComponent(value));
    else rest.set(name, value);
  }
  const query = rest.size === 0 ? '' : `?${rest}`;
  return `${root}${path === '/' ? '' : path}${query}`;
}

export function goToAppPage(to: string, params: Record<string, string> = {}): void {
  goTo(appPageAddress(to, params));
}

/** Where an address of this portal is within the app's pages. */
export function appPageLocation({ pathname, searchParams }: URL): PageLocation {
  return { path: pathname.slice(root.length) || '/', params: Object.fromEntries(searchParams) };
}
