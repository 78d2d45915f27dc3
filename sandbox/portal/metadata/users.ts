import { defaultOwners } from './owners.ts';

/** A user in the shape of HubSpot's user provisioning (PLATFORM 6.8). Teams and permission sets are ids. */
export type PortalUser = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  roleIds: string[];
  primaryTeamId: string | null;
  secondaryTeamIds: string[];
  superAdmin: boolean;
};

/** The owners that are still there, none of them a super admin, and the two invented people who administer the portal. */
export const defaultUsers: PortalUser[] = [
  user(900_001, 'Paula', 'Portal', { superAdmin: true }),
  user(900_002, 'Samuel', 'Superfiktiv', { superAdmin: true }),
  ...defaultOwners
    .filter((owner) => !owner.archived)
    .map((owner) =>
      user(owner.userIdIncludingInactive, owner.firstName, owner.lastName, {
        primaryTeamId: owner.teams.find((team) => team.primary)?.id ?? null,
      }),
    ),
];

function user(id: number, firstName: string, lastName: string, more: Partial<PortalUser>): PortalUser {
  return {
    id: String(id),
    email: `${firstName}.${lastName}@portal.example`.toLowerCase(),
    firstName,
    lastName,
    roleIds: [],
    primaryTeamId: null,
    secondaryTeamIds: [],
    superAdmin: false,
    ...more,
  };
}
