import { ApiError } from '../api-error.ts';
import { type ObjectType, objectTypeOf } from '../object-types.ts';
import { pipelinesOf } from '../portal-state.ts';
import { readLimit } from './read-body.ts';
import { type Answer, type Call, type Route, schemaScopes } from './route.ts';

const pipelineScopes = (type: ObjectType | null) => schemaScopes('read')(type === 'ticket' ? 'ticket' : 'deal');

type AnyPipeline = ReturnType<typeof pipelinesOf>[number];

/** What an app reads about the portal itself: details, owners, pipelines. Source: PLATFORM 5.3, 6.4, 6.8. */
export const accountRoutes: Route[] = [
  { verb: 'get', path: '/account-info/:version/details', scopes: () => ['oauth'], handle: details },
  { verb: 'get', path: '/crm/owners/:version', scopes: () => ['crm.objects.owners.read'], handle: listOwners },
  { verb: 'get', path: '/crm/owners/:version/:ownerId', scopes: () => ['crm.objects.owners.read'], handle: readOwner },
  { verb: 'get', path: '/crm/pipelines/:version/:objectType', scopes: pipelineScopes, handle: listPipelines },
  {
    verb: 'get',
    path: '/crm/pipelines/:version/:objectType/:pipelineId',
    scopes: pipelineScopes,
    handle: readPipeline,
  },
  {
    verb: 'get',
    path: '/crm/pipelines/:version/:objectType/:pipelineId/stages',
    scopes: pipelineScopes,
    handle: (call) => ({ status: 200, body: { results: stagesOf(pipelineOf(call)) } }),
  },
];

function details({ state }: Call): Answer {
  return {
    status: 200,
    body: {
      portalId: state.portalId,
      accountType: 'DEVELOPER_TEST',
      timeZone: state.timeZone,
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      ...utcOffset(state.timeZone, state.clock.now()),
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'eu1',
    },
  };
}

function utcOffset(timeZone: string, instantMs: number): { utcOffset: string; utcOffsetMilliseconds: number } {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instantMs);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  const milliseconds = (hours * 60 + minutes) * 60_000;
  return { utcOffset: text, utcOffsetMilliseconds: text.startsWith('-') ? -milliseconds : milliseconds };
}

function listOwners({ state, query }: Call): Answer {
  const limit = readLimit(query.limit, 100, 500);
  const archived = query.archived === 'true';
  const matching = state.owners.filter(
    (owner) => owner.archived === archived && (query.email === undefined || owner.email === query.email),
  );
  const start = query.after === undefined ? 0 : matching.findIndex((owner) => owner.id === query.after) + 1;
  const results = matching.slice(start, start + limit);
  const last = results.at(-1);
  const more = last !== undefined && start + results.length < matching.length;
  return { status: 200, body: { results, ...(more && { paging: { next: { after: last.id } } }) } };
}

function readOwner({ state, params, query }: Call): Answer {
  const key = query.idProperty === 'userId' ? 'userIdIncludingInactive' : 'id';
  const owner = state.owners.find((one) => String(one[key]) === params.ownerId);
  if (owner === undefined) {
    throw new ApiError(404, `No owner with ${key} ${params.ownerId}.`, { category: 'OBJECT_NOT_FOUND' });
  }
  return { status: 200, body: owner };
}

function listPipelines(call: Call): Answer {
  return { status: 200, body: { results: pipelinesOfPath(call).map(presentPipeline) } };
}

function readPipeline(call: Call): Answer {
  return { status: 200, body: presentPipeline(pipelineOf(call)) };
}

function pipelineOf(call: Call): AnyPipeline {
  const pipeline = pipelinesOfPath(call).find((one) => one.id === call.params.pipelineId);
  if (pipeline === undefined) {
    throw new ApiError(404, `Could not find pipeline with id '${call.params.pipelineId}'`, {
      category: 'OBJECT_NOT_FOUND',
    });
  }
  return pipeline;
}

function pipelinesOfPath({ state, params }: Call): readonly AnyPipeline[] {
  const type = objectTypeOf(params.objectType ?? '');
  if (type === 'deal' || type === 'ticket') return pipelinesOf(state, type);
  throw new ApiError(400, `${params.objectType} has no pipelines in this portal.`, { category: 'VALIDATION_ERROR' });
}

const definedAt = { createdAt: '2024-01-01T00:00:00Z', updatedAt: '2024-01-01T00:00:00Z', archived: false };

function presentPipeline(pipeline: AnyPipeline) {
  return { ...pipeline, stages: stagesOf(pipeline), ...definedAt };
}

function stagesOf(pipeline: AnyPipeline) {
  return pipeline.stages.map((stage) => ({ ...stage, writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT', ...definedAt }));
}
