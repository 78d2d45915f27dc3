import { z } from 'zod';
import { validationError } from '../api-error.ts';
import { eraseContact } from '../records/erase-contact.ts';
import { mergeTwoRecords } from '../records/merge-two-records.ts';
import { presentRecord } from '../records/present-record.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { findRecord } from './object-routes.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, objectScopes, type Route } from './route.ts';

const base = '/crm/objects/:version/:objectType';

/** Source: PLATFORM 6.10. */
export const objectActionRoutes: Route[] = [
  { verb: 'post', path: `${base}/merge`, scopes: objectScopes('write'), handle: merge },
  { verb: 'post', path: `${base}/gdpr-delete`, scopes: objectScopes('write'), handle: privacyDelete },
];

const id = z.union([z.string().min(1), z.number()]).transform(String);
const mergeSchema = z.object({ primaryObjectId: id, objectIdToMerge: id });
const privacyDeleteSchema = z.object({ objectId: id, idProperty: z.string().optional() });

function merge({ state, params, body, source, emit }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { primaryObjectId, objectIdToMerge } = readBody(mergeSchema, body);
  const primary = findRecord(state, type, primaryObjectId);
  const other = findRecord(state, type, objectIdToMerge);
  const { record, change } = mergeTwoRecords(state, primary, other, source);
  emit([change]);
  return { status: 200, body: presentRecord(state, record, { properties: [], withHistory: [] }) };
}

function privacyDelete({ state, params, body, source, emit }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  if (type !== 'contact') throw validationError(`A privacy deletion is for contacts, not for ${params.objectType}.`);
  const { objectId, idProperty } = readBody(privacyDeleteSchema, body);
  emit(eraseContact(state, findRecord(state, type, objectId, idProperty), source));
  return { status: 204 };
}
