import type { Agreement } from '../agreement/agreement-schema.ts';
import type { Team } from '../journey/vocabulary.ts';
import type { Owner } from '../store/owners.ts';

const inOrder = ['sales', 'marketing', 'service'] as const satisfies readonly Team[];

/**
 * Whose handoffs a person is shown who has chosen no team: those of their team in the agreement. Somebody in several is shown that for
 * which most waits, and so is somebody in none.
 */
export function ownTeam(
  userId: string,
  agreement: Pick<Agreement, 'teams'> | null,
  owners: readonly Pick<Owner, 'id' | 'userId'>[],
  waiting: Partial<Record<Team, number>>,
): Team {
  const ownerIds = owners.filter((owner) => owner.userId === userId).map(({ id }) => id);
  const own = inOrder.filter((team) => {
    const people = agreement?.teams[team];
    return ownerIds.some((id) => id === people?.leadPerson || people?.members.includes(id));
  });
  const [first = 'sales', ...others] = own.length === 0 ? inOrder : own;
  return others.reduce<Team>((most, team) => ((waiting[team] ?? 0) > (waiting[most] ?? 0) ? team : most), first);
}
