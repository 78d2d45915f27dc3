import { buyingGroup, engagedForMs, type GroupMember } from '../journey/companies/buying-group.ts';
import { dayMs, type Instant } from '../journey/instant.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import { activityNames } from '../measures/texts/labels.ts';
import type { Owner } from '../store/owners.ts';
import type { BuyingGroupSource } from '../store/read-buying-group.ts';
import { type BuyingGroupData, mostGroupMembers } from './buying-group-contract.ts';
import type { CardModel } from './read-contact-card.ts';

/** Makes what is told of a buying group, in the language that was asked for. */
export function buyingGroupData(
  account: Pick<CardModel, 'model'>,
  source: BuyingGroupSource,
  language: Language,
  now: Instant,
): BuyingGroupData {
  const { model } = account;
  const group = buyingGroup(model, source.contacts, { now, most: mostGroupMembers });
  const stage = (id: string) => named(id, model.stages, language);
  const role = (id: string) => named(id, model.buyingGroup?.roles ?? [], language);
  return {
    recordId: source.record.recordId,
    asOf: new Date(now).toISOString(),
    isCatchingUp: source.isCatchingUp,
    isUnknown: source.isUnknown,
    model: { id: model.name, label: model.names[language] },
    members: group.members,
    engaged: group.engaged,
    engagedForDays: engagedForMs / dayMs,
    latest: group.latest.map((member) => memberData(model, source.owners, member, language)),
    byStage: group.byStage.map(({ stage: id, ...counted }) => ({ ...stage(id), ...counted })),
    withoutStage: group.withoutStage,
    byRole: group.byRole.map(({ role: id, ...counted }) => ({ ...role(id), ...counted })),
    missingRoles: group.missingRoles.map(role),
  };
}

function memberData(
  model: Model,
  owners: readonly Owner[],
  member: GroupMember,
  language: Language,
): BuyingGroupData['latest'][number] {
  const { recordId, roles, stage, team, enteredAt, owner, lastTouch, isEngaged } = member;
  return {
    contactId: recordId,
    roles: roles.map((id) => named(id, model.buyingGroup?.roles ?? [], language)),
    stage: stage === null ? null : named(stage, model.stages, language),
    team: { id: team, label: teamNames[team][language] },
    enteredAt: enteredAt === null ? null : new Date(enteredAt).toISOString(),
    owner: owner === '' ? null : { id: owner, name: owners.find(({ id }) => id === owner)?.name ?? owner },
    lastTouch:
      lastTouch === null
        ? null
        : {
            at: new Date(lastTouch.at).toISOString(),
            kind: { id: lastTouch.kind, label: activityNames[lastTouch.kind][language] },
          },
    isEngaged,
  };
}

type Named = { id: string; names: Readonly<Record<Language, string>> };

/** A word with its name; one that the model does not know is its own name. */
function named(id: string, known: readonly Named[], language: Language): { id: string; label: string } {
  return { id, label: known.find((one) => one.id === id)?.names[language] ?? id };
}
