import { createHash } from 'node:crypto';
import { engagementEndProperty, engagementStartProperty } from '../../src/journey/evidence/engagements.ts';
import { associationSubject, type HeardFact, type Hearing, type RecordRef } from '../../src/journey/facts.ts';
import type { Channel, FactKind, RecordType } from '../../src/journey/vocabulary.ts';
import { instantOf } from './notation.ts';

/** How a history calls HubSpot's lifecycle stages; `emptied` is the empty value. */
const lifecycleWords: Readonly<Record<string, string>> = {
  subscriber: 'subscriber',
  lead: 'lead',
  MQL: 'marketingqualifiedlead',
  SQL: 'salesqualifiedlead',
  opportunity: 'opportunity',
  customer: 'customer',
  evangelist: 'evangelist',
  emptied: '',
};

const dates: Readonly<Record<string, string>> = {
  'engagement starts': engagementStartProperty,
  'engagement ends': engagementEndProperty,
};

type Happening = { kind: FactKind; subject: string; value: string };

/**
 * Reads a history: one line for each instant, `time | what; what; … | source`. The facts are those of contact 1 unless a
 * part begins with another record's name.
 *
 * | part | meaning |
 * |---|---|
 * | `created`, `deleted`, `restored`, `merged 5;6` | of the record |
 * | `lead`, `MQL`, `emptied` … | lifecycle stage |
 * | `email = a@b.example`, `topics = books+training` | property; several values are joined by `+` |
 * | `engagement starts d45`, `engagement ends` | engagement dates, emptied without a day |
 * | `deal 9 linked`, `deal 9 unlinked as decision-maker` | association, with a label if it has one |
 * | `deal 9: open`, `deal 9: dealstage = x` | of the deal; stages of `portal.ts` stand alone |
 * | `ticket 7 linked`, `ticket 7: asked` | the same of a ticket |
 * | `form`, `meeting`, `outgoing call`, `incoming email by 7` … | activity, of whom of the firm |
 * | `c1 corrects to convert`, `c1 withdrawn` | actions of people, of the lead funnel unless `in MODEL` follows |
 * | `o1 says lost of convert`, `o1 unsaid` | the same of outcomes |
 *
 * The source is a change source, after a channel if not `webhook`: `IMPORT`, `history CRM_UI`.
 */
export function historyOf(text: string): HeardFact[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap(readLine);
}

function readLine(line: string): HeardFact[] {
  const [time = '', parts = '', source = ''] = line.split('|').map((cell) => cell.trim());
  const occurredAt = instantOf(time);
  const hearing = hearingOf(source);
  return parts.split(';').map((part) => ({ ...readPart(part.trim()), occurredAt, hearing }));
}

export function hearingOf(source: string): Hearing {
  const words = source.split(' ');
  const changeSource = words.pop() || 'CRM_UI';
  return { channel: (words[0] ?? 'webhook') as Channel, changeSource, sourceId: '' };
}

function readPart(part: string): RecordRef & Happening {
  const match = /^(contact|deal|company|ticket) (\d+): (.*)$/.exec(part);
  const record = { objectType: (match?.[1] ?? 'contact') as RecordType, recordId: match?.[2] ?? '1' };
  return { ...record, ...happeningOf(match?.[3] ?? part) };
}

function happeningOf(text: string): Happening {
  const word = lifecycleWords[text];
  if (word !== undefined) return property('lifecyclestage', word);
  const date = /^(engagement (?:starts|ends)) ?(.*)$/.exec(text);
  if (date !== null) return property(dates[date[1]!]!, date[2] === '' ? '' : String(instantOf(date[2]!)));
  const value = /^(\w+) =(?: (.*))?$/.exec(text);
  if (value !== null) return property(value[1]!, (value[2] ?? '').replaceAll(/\+(?=[a-z])/gi, ';'));
  const link = /^(contact|deal|company|ticket) (\d+) (linked|unlinked)(?: as (.+))?$/.exec(text);
  if (link !== null) {
    const [, objectType, recordId, change, label] = link;
    const subject = associationSubject(
      { objectType: objectType as RecordType, recordId: recordId ?? '' },
      label ?? 'default',
    );
    return { kind: 'association', subject, value: change === 'linked' ? 'added' : 'removed' };
  }
  const corrected = /^(\w+) corrects to ([\w-]+)(?: in ([\w-]+))?$/.exec(text);
  if (corrected !== null) {
    const [, id, stage, model = 'lead-funnel'] = corrected;
    return {
      kind: 'action',
      subject: `stage-corrected:${id}`,
      value: JSON.stringify({ model, stage, reason: 'met at a fair' }),
    };
  }
  const withdrawn = /^(\w+) withdrawn$/.exec(text);
  if (withdrawn !== null) return { kind: 'action', subject: `correction-withdrawn:${withdrawn[1]}`, value: '{}' };
  const outcome = /^(\w+) says ([\w-]+) of ([\w-]+)(?: in ([\w-]+))?$/.exec(text);
  if (outcome !== null) {
    const [, id, said, stage, model = 'lead-funnel'] = outcome;
    const value = { model, stage, outcome: said, reason: 'told me on the phone' };
    return { kind: 'action', subject: `outcome-set:${id}`, value: JSON.stringify(value) };
  }
  const unsaid = /^(\w+) unsaid$/.exec(text);
  if (unsaid !== null) return { kind: 'action', subject: `outcome-withdrawn:${unsaid[1]}`, value: '{}' };
  const merged = /^merged ([\d,]+)$/.exec(text);
  if (merged !== null) return { kind: 'merged', subject: merged[1]!.replaceAll(',', ';'), value: '' };
  if (text === 'created' || text === 'deleted' || text === 'restored') return { kind: text, subject: '', value: '' };
  if (dealStageWords.has(text)) return property('dealstage', text);
  if (ticketStageWords.has(text)) return property('hs_pipeline_stage', text);
  const activity = /^(?:(incoming|outgoing) )?([\w-]+)(?: by (\w+))?$/.exec(text);
  if (activity !== null && activityWords.has(activity[2]!)) {
    const [, direction, kind, ownerId] = activity;
    const value = `${direction ?? ''}${ownerId === undefined ? '' : `:${ownerId}`}`;
    return { kind: 'activity', subject: `${kind}:${idOf(text)}`, value };
  }
  throw new Error(`"${text}" says nothing that a history can say.`);
}

/** The stages of the pipelines in `portal.ts`. */
const dealStageWords = new Set(['open', 'proposal', 'contract', 'won', 'lost', 'parked', 'retired']);
const ticketStageWords = new Set(['asked', 'in-work', 'solved']);
const activityWords = new Set(['form', 'call', 'email', 'meeting', 'note', 'email-open', 'email-reply', 'feedback']);

function property(subject: string, value: string): Happening {
  return { kind: 'property', subject, value };
}

function idOf(text: string): string {
  return String(createHash('sha256').update(text).digest().readUInt16BE());
}
