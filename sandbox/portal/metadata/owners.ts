/** An owner in the shape of PLATFORM 6.8. Times are ISO text. */
export type Owner = {
  id: string;
  userId: number | null;
  userIdIncludingInactive: number;
  email: string;
  firstName: string;
  lastName: string;
  type: 'PERSON' | 'QUEUE';
  teams: { id: string; name: string; primary: boolean }[];
  archived: boolean;
  createdAt: string;
  updatedAt: string;
};

const teamIds: Record<string, string> = { Marketing: '501', Sales: '502', Service: '503' };

/** Invented people of three teams, and one who has left: deactivated users keep only `userIdIncludingInactive`. */
export const defaultOwners: Owner[] = [
  owner(41001, 'Maren', 'Beispiel', 'Marketing'),
  owner(41002, 'Otto', 'Musterfeld', 'Marketing'),
  owner(41003, 'Selma', 'Specimen', 'Sales'),
  owner(41004, 'Paul', 'Placeholder', 'Sales'),
  owner(41005, 'Nora', 'Normalfall', 'Service'),
  { ...owner(41006, 'Ina', 'Inaktiv', 'Service'), userId: null, archived: true },
];

function owner(id: number, firstName: string, lastName: string, team: string): Owner {
  return {
    id: String(id),
    userId: id + 900_000,
    userIdIncludingInactive: id + 900_000,
    email: `${firstName}.${lastName}@portal.example`.toLowerCase(),
    firstName,
    lastName,
    type: 'PERSON',
    teams: [{ id: teamIds[team] ?? '500', name: team, primary: true }],
    archived: false,
    createdAt: '2024-01-08T09:00:00Z',
    updatedAt: '2024-01-08T09:00:00Z',
  };
}
