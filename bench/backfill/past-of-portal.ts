import { minuteMs } from '../../src/journey/instant.ts';

/** How many records a portal has whose past nobody was told of. */
export type PortalSize = { contacts: number; deals: number; companies: number };

const firstDay = Date.UTC(2026, 0, 5, 9);
const lifecycle = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity'];
const dealStages = ['appointmentscheduled', 'qualifiedtobuy', 'closedwon'];

/** The events that build it, as a history file holds them: every record with a few changes, every deal and contact associated. */
export function* pastOfPortal({ contacts, deals, companies }: PortalSize): Generator<string> {
  for (let id = 1; id <= companies; id += 1) {
    yield lineOf({ subscriptionType: 'company.creation', objectId: id, occurredAt: at(id) });
    yield change('company', id, 'name', `Company ${id}`, 0);
  }
  for (let id = 1; id <= contacts; id += 1) {
    yield lineOf({ subscriptionType: 'contact.creation', objectId: id, occurredAt: at(id) });
    for (const [step, value] of lifecycle.slice(0, 1 + (id % lifecycle.length)).entries()) {
      yield change('contact', id, 'lifecyclestage', value, step);
    }
    yield change('contact', id, 'email', `person-${id}@example.test`, 0);
    yield change('contact', id, 'notes_last_contacted', String(at(id) + 9 * minuteMs), 9);
    yield* association('CONTACT', id, 'COMPANY', 1 + (id % companies));
  }
  for (let id = 1; id <= deals; id += 1) {
    yield lineOf({ subscriptionType: 'deal.creation', objectId: id, occurredAt: at(id) });
    yield change('deal', id, 'pipeline', 'default', 0);
    for (const [step, value] of dealStages.entries()) yield change('deal', id, 'dealstage', value, step);
    yield* association('DEAL', id, 'CONTACT', 1 + (id % contacts));
    yield* association('DEAL', id, 'COMPANY', 1 + (id % companies));
  }
}

function at(id: number): number {
  return firstDay + id * minuteMs;
}

function change(type: string, objectId: number, propertyName: string, propertyValue: string, minutes: number): string {
  const occurredAt = at(objectId) + minutes * minuteMs;
  return lineOf({ subscriptionType: `${type}.propertyChange`, objectId, propertyName, propertyValue, occurredAt });
}

function* association(fromType: string, fromId: number, toType: string, toId: number): Generator<string> {
  yield lineOf({
    subscriptionType: `${fromType.toLowerCase()}.associationChange`,
    associationType: `${fromType}_TO_${toType}`,
    ...{ fromObjectId: fromId, toObjectId: toId, associationRemoved: false, isPrimaryAssociation: false },
    occurredAt: at(Math.max(fromId, toId)),
  });
}

function lineOf(event: object): string {
  const common = {
    eventId: 1,
    subscriptionId: 1,
    portalId: 20_260_555,
    appId: 7,
    attemptNumber: 0,
    changeSource: 'CRM',
  };
  return JSON.stringify({ ...common, ...event });
}
