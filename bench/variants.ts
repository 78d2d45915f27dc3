/** What is measured: everything but the step after the signature check is the same. */
export const variants = {
  'app-sqlite': { title: 'Journey Steward, SQLite', needsPostgres: false },
  'app-sqlite-unpacking': { title: 'SQLite, unpacking meanwhile', needsPostgres: false },
  'app-postgres': { title: 'Journey Steward, PostgreSQL', needsPostgres: true },
  'app-postgres-unpacking': { title: 'PostgreSQL, unpacking meanwhile', needsPostgres: true },
  'no-store': { title: 'same server, no store', needsPostgres: false },
  'graphile-worker': { title: 'graphile-worker add_jobs', needsPostgres: true },
  'pg-boss': { title: 'pg-boss insert', needsPostgres: true },
} as const;

export type Variant = keyof typeof variants;

export const variantNames = Object.keys(variants) as Variant[];

type Goal = { ours: Variant; other: Variant; atLeast: number; deliverySize: number };

const queueGoal = (ours: Variant, atLeast: number): Goal[] =>
  (['graphile-worker', 'pg-boss'] as const).map((other) => ({ ours, other, atLeast, deliverySize: 100 }));
const noStoreGoal = (ours: Variant): Goal => ({ ours, other: 'no-store', atLeast: 0.6, deliverySize: 100 });

/** What is compared: a variant of ours, another one, and how many times as fast ours is meant to answer. */
export const goals: readonly Goal[] = [
  ...queueGoal('app-sqlite', 5),
  noStoreGoal('app-sqlite'),
  ...queueGoal('app-postgres', 4),
  noStoreGoal('app-postgres'),
];
