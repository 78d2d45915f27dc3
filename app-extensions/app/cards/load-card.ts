import type { CrmContext } from '@hubspot/ui-extensions';
import { answerTimeoutMs } from './answer-timeout.ts';
import { type CardState, stateOfData, stateWithout, type Trouble } from './card-state.ts';
import { loadJourney } from './load-journey.ts';
import type { CardActions } from './RecordProvider.tsx';
import type { Reader } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import { readRecordTags } from './record-tags.ts';
import { Busy } from './request-json.ts';
import { within } from './within.ts';

/** The backend's answer; failing that, the tags of the record, which are read at the same time. Never rejects. */
export async function loadCard(
  context: CrmContext,
  actions: Pick<CardActions, 'fetchCrmObjectProperties'>,
  kind: RecordKind,
  reader: Reader,
): Promise<CardState> {
  const tags = within(readRecordTags(actions.fetchCrmObjectProperties), answerTimeoutMs).catch(() => null);
  let trouble: Trouble = 'unreachable';
  const answer = await loadJourney(context, kind, reader).catch((error: unknown) => {
    if (error instanceof Busy) trouble = 'busy';
    return null;
  });
  return answer?.ok === true ? stateOfData(answer.data) : stateWithout(answer, await tags, trouble);
}
