import { ApiError } from '../api-error.ts';
import type { PortalUser } from '../metadata/users.ts';
import { readLimit } from './read-body.ts';
import type { Answer, Call, Route } from './route.ts';

const scopes = () => ['settings.users.read', 'crm.objects.users.read'];

/** Who may log in to the portal, and who administers it. Source: PLATFORM 5.3 and 6.8, and the official client's types. */
export const userRoutes: Route[] = [
  { verb: 'get', path: '/settings/users/:version', scopes, handle: listUsers },
  { verb: 'get', path: '/settings/users/:version/:userId', scopes, handle: readUser },
];

function listUsers({ state, query }: Call): Answer {
  const limit = readLimit(query.limit, 100, 500);
  const start = query.after === undefined ? 0 : state.users.findIndex((user) => user.id === query.after) + 1;
  const page = state.users.slice(start, start + limit);
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < state.users.length;
  const body = { results: page.map(presentUser), ...(more && { paging: { next: { after: last.id } } }) };
  return { status: 200, body };
}

function readUser({ state, params, query }: Call): Answer {
  const key = query.idProperty === 'EMAIL' ? 'email' : 'id';
  const user = state.users.find((one) => one[key] === params.userId);
  if (user === undefined) {
    throw new ApiError(404, `No user with ${key} ${params.userId}.`, { category: 'OBJECT_NOT_FOUND' });
  }
  return { status: 200, body: presentUser(user) };
}

/** HubSpot leaves out what a user does not have. */
function presentUser({ primaryTeamId, ...user }: PortalUser) {
  return { ...user, ...(primaryTeamId !== null && { primaryTeamId }) };
}
