import { createHash } from 'node:crypto';
import { tagFailureParts } from '../hubspot/tell-tag-failure.ts';
import { tagDifference } from '../journey/tags.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { RefusedTask, RefusedTaskPlace } from '../store/clock-steps.ts';
import type { Store } from '../store/operations.ts';
import type { TagProblemFilter, TagProblemPlace, TagProblemRecord } from '../store/read-tag-problems.ts';
import type { TagProgress } from '../store/read-tag-progress.ts';
import type { HealthRow } from './settings-health-contract.ts';
import type { HealthAsked, Placed } from './settings-health-source.ts';
import { healthWords } from './settings-health-words.ts';

type Row = HealthRow<'tag-problems'>;

type Asked = Pick<HealthAsked, 'accountId' | 'language' | 'limit' | 'problem' | 'state' | 'after'>;

/** The key of refused tasks, which are one problem whatever HubSpot said. */
export const tasksProblemKey = 'tasks';

/** A key that says nothing of the portal, and is short enough for an address. */
export function tagProblemKey({
  objectType,
  isSetAside,
  failure,
}: Pick<TagProgress['problems'][number], 'objectType' | 'isSetAside' | 'failure'>): string {
  return createHash('sha256')
    .update(JSON.stringify([objectType, isSetAside, failure]))
    .digest('hex')
    .slice(0, 16);
}

/** The records behind an account's problems with tags, and with tasks after them. A problem that is over has none. */
export async function tagProblemRows(
  store: Pick<Store, 'readRefusedTasks' | 'readTagProblems' | 'readTagProgress'>,
  asked: Asked,
): Promise<Placed<Row>[]> {
  const { accountId, language, limit, problem, state } = asked;
  const after = placeIn(asked.after);
  const filter = after.task === null ? await filterOf(store, asked) : null;
  const tags = filter === null ? [] : await store.readTagProblems({ accountId, after: after.tag, limit, ...filter });
  const rows = tags.map((tag) => ({ row: tagRow(tag, language), place: placeOfTag(tag) }));
  const wantsTasks = state !== 'retried' && (problem === undefined || problem === tasksProblemKey);
  if (!wantsTasks || rows.length >= limit) return rows;
  const tasks = await store.readRefusedTasks({ accountId, after: after.task, limit: limit - rows.length });
  return [...rows, ...tasks.examples.map((task) => ({ row: taskRow(task, language), place: placeOfTask(task) }))];
}

function placeOfTag({ isSetAside, objectType, recordId }: TagProblemRecord): string {
  return [isSetAside ? 'refused' : 'retried', objectType, recordId].join('~');
}

function placeOfTask({ objectType, recordId, clockKey, step }: RefusedTask): string {
  return [
    'task',
    objectType,
    recordId,
    ...[clockKey, step].map((part) => Buffer.from(part).toString('base64url')),
  ].join('~');
}

/** Where to go on: among the tags, or among the tasks, which come after them. */
function placeIn(after: string | undefined): { tag: TagProblemPlace | null; task: RefusedTaskPlace | null } {
  if (after === undefined) return { tag: null, task: null };
  const [kind, objectType = '', recordId = '', ...parts] = after.split('~');
  if (kind !== 'task') return { tag: { isSetAside: kind === 'refused', objectType, recordId }, task: null };
  // PostgreSQL takes no zero byte in a text.
  const [clockKey = '', step = ''] = parts.map((part) =>
    Buffer.from(part, 'base64url').toString().replaceAll('\0', ''),
  );
  return { tag: null, task: { objectType, recordId, clockKey, step } };
}

/** Null where no tags are asked for. */
async function filterOf(
  store: Pick<Store, 'readTagProgress'>,
  { accountId, problem, state }: Asked,
): Promise<TagProblemFilter | null> {
  const isSetAside = state === undefined ? null : state === 'refused';
  if (problem === undefined) return { objectType: null, isSetAside, failure: null };
  if (problem === tasksProblemKey) return null;
  const { problems } = await store.readTagProgress({ accountId });
  const found = problems.find((one) => tagProblemKey(one) === problem);
  if (found === undefined || (isSetAside !== null && found.isSetAside !== isSetAside)) return null;
  return { objectType: found.objectType, isSetAside: found.isSetAside, failure: found.failure };
}

function tagRow(tag: TagProblemRecord, language: Language): Row {
  const { properties, said, whatToDo } = tagFailureParts(tag.failure, language);
  const unwritten = properties.length > 0 ? properties : Object.keys(tagDifference(tag.desired, tag.written));
  return {
    ...{ objectType: tag.objectType, recordId: tag.recordId },
    ...{ properties: unwritten.join(', '), said },
    since: new Date(tag.queuedAt).toISOString(),
    isSetAside: tag.isSetAside,
    retryAt: tag.retryAt === null ? null : new Date(tag.retryAt).toISOString(),
    whatToDo: [whatToDo, tag.isSetAside ? '' : healthWords.triesAgain[language]].filter(Boolean).join(' '),
  };
}

function taskRow({ objectType, recordId, failure, queuedAt }: RefusedTask, language: Language): Row {
  return {
    ...{ objectType, recordId, properties: '', said: failure },
    ...{ since: new Date(queuedAt).toISOString(), isSetAside: true, retryAt: null },
    whatToDo: healthWords.taskRefused[language],
  };
}
