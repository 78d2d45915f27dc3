import { z } from 'zod';
import type { Fact } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import { type ActionName, teams } from '../journey/vocabulary.ts';

/**
 * What people say about handoffs and touches, as it stands in the value of an `action` fact. The subject is the name and an id that
 * the teller made: `handoff-accepted:0191…`. None of them moves the stage.
 *
 * | name | what follows |
 * |---|---|
 * | `handoff-accepted` | the team that was offered the lead has taken it |
 * | `handoff-returned` | the team that has the lead gives it back to the one that it came from, with a reason |
 * | `handoff-offered` | the team that was given the lead back offers it again |
 * | `touchpoint-done` | somebody of the firm was in touch: counts as a touch, whatever the agreement says of kinds and people |
 * | `touchpoint-withdrawn` | the touchpoint with that id never was |
 */
const by = z.string().default('').describe('the HubSpot user who said so');
/** What the teller saw: an answer to something else than what is asked then changes nothing. */
const seen = { stage: z.string(), team: z.enum(teams).describe('the team that answers'), by };

export const handoffAcceptedSchema = z.object(seen);
export const handoffReturnedSchema = z.object({
  ...seen,
  reason: z.string().describe('the id of a reason of the agreement'),
  note: z.string().max(500).default(''),
});
export const handoffOfferedSchema = z.object({ ...seen, note: z.string().max(500).default('') });
export const touchpointDoneSchema = z.object({ by, play: z.string().default('').describe('the play, if it was one') });

export type HandoffAccepted = z.infer<typeof handoffAcceptedSchema>;
export type HandoffReturned = z.infer<typeof handoffReturnedSchema>;
export type HandoffOffered = z.infer<typeof handoffOfferedSchema>;
export type TouchpointDone = z.infer<typeof touchpointDoneSchema>;

/** An action of a person, as clocks look at it. */
export type SaidAction = { at: Instant; id: string } & (
  | { name: 'handoff-accepted'; said: HandoffAccepted }
  | { name: 'handoff-returned'; said: HandoffReturned }
  | { name: 'handoff-offered'; said: HandoffOffered }
  | { name: 'touchpoint-done'; said: TouchpointDone }
  | { name: 'touchpoint-withdrawn' }
);

/** Reads an action fact; null where it is of another kind, or says what nobody can have meant. */
export function readAction(fact: Fact): SaidAction | null {
  if (fact.kind !== 'action') return null;
  const [name = '', ...rest] = fact.subject.split(':');
  const action = { at: fact.occurredAt, id: rest.join(':') };
  const said = jsonOf(fact.value);
  switch (name as ActionName) {
    case 'handoff-accepted':
      return withSaid(action, 'handoff-accepted', handoffAcceptedSchema.safeParse(said).data);
    case 'handoff-returned':
      return withSaid(action, 'handoff-returned', handoffReturnedSchema.safeParse(said).data);
    case 'handoff-offered':
      return withSaid(action, 'handoff-offered', handoffOfferedSchema.safeParse(said).data);
    case 'touchpoint-done':
      return withSaid(action, 'touchpoint-done', touchpointDoneSchema.safeParse(said).data);
    case 'touchpoint-withdrawn':
      return { ...action, name: 'touchpoint-withdrawn' };
    default:
      return null;
  }
}

function withSaid<Name extends string, Said>(
  action: { at: Instant; id: string },
  name: Name,
  said: Said | undefined,
): { at: Instant; id: string; name: Name; said: Said } | null {
  return said === undefined ? null : { ...action, name, said };
}

// Only the API writes these facts, and it checks them.
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
