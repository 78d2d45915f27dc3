import type { Owner } from '../portal/metadata/owners.ts';

export type Team = 'marketing' | 'sales' | 'service';

const teams: Record<Team, { id: string; name: string }> = {
  marketing: { id: '7601', name: 'Marketing' },
  sales: { id: '7602', name: 'Sales' },
  service: { id: '7603', name: 'Service' },
};

/** Two invented people of each team. In an office of six, each pair shares the companies between them. */
export const scenarioOwners: Owner[] = [
  owner(76001, 'Mia', 'Musterbrief', 'marketing'),
  owner(76002, 'Ettore', 'Esempio', 'marketing'),
  owner(76003, 'Anton', 'Abschluss', 'sales'),
  owner(76004, 'Clara', 'Vendibene', 'sales'),
  owner(76005, 'Vera', 'Dankeswort', 'service'),
  owner(76006, 'Rufus', 'Callback-Soon', 'service'),
];

/** The owner of a team who looks after the company with this place in the cast. */
export function ownerOf(team: Team, companyPlace: number): Owner {
  const members = scenarioOwners.filter((one) => one.teams[0]?.name.toLowerCase() === team);
  const member = members[companyPlace % members.length];
  if (member === undefined) throw new Error(`No owner belongs to the team ${team}.`);
  return member;
}

function owner(id: number, firstName: string, lastName: string, team: Team): Owner {
  return {
    id: String(id),
    // Owner ids and user ids are different numbers on HubSpot, and are easily taken for one another.
    userId: id + 1_200_000,
    userIdIncludingInactive: id + 1_200_000,
    email: `${firstName}.${lastName}@steward-office.example`.toLowerCase(),
    firstName,
    lastName,
    type: 'PERSON',
    teams: [{ ...teams[team], primary: true }],
    archived: false,
    createdAt: '2025-01-07T08:00:00Z',
    updatedAt: '2025-01-07T08:00:00Z',
  };
}
