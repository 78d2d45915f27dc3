import type { CardData } from '../../../../src/api/card-contract.ts';

/** One form for each plural category of the language, by the categories of Intl.PluralRules. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Every text of the card that the backend does not send. `{name}` stands for a value. `Forms` are the plural categories of
 * the language, so that a form that it needs cannot be forgotten.
 */
export type Texts<Forms extends PluralForms = PluralForms> = {
  loading: string;
  nextTouchpoint: string;
  noTouchpoint: string;
  stage: string;
  /** `{label}`, `{number}`, `{count}`. */
  stagePosition: string;
  since: string;
  turn: string;
  owner: string;
  noOwner: string;
  lap: string;
  /** `{lap}`. */
  lapOfVisit: string;
  history: string;
  noHistory: string;
  /** `{date}`. */
  openVisit: string;
  underAMinute: string;
  /** `{reason}`. */
  corrected: string;
  correctedBy: string;
  /** `{count}`. */
  noise: Forms;
  /** `{count}`. */
  earlierVisits: Forms;
  notices: string;
  catchingUp: string;
  refresh: string;
  retry: string;
  outdatedTitle: string;
  /** `{time}`. */
  outdated: string;
  /** As of when the ledger was last compared with HubSpot itself; `{time}`. */
  checked: string;
  staleTitle: string;
  /** `{time}`. */
  stale: string;
  staleSinceUnknownTime: string;
  noStage: string;
  failedTitle: string;
  failed: string;
  /** `{code}`. */
  failureCode: string;
  unknownTitle: string;
  unknown: string;
  noStageTitle: string;
  /** `{model}`. */
  noStageExplained: string;
  deletedTitle: string;
  deleted: string;
  /** The teams, for when the backend cannot name them. */
  teams: Record<CardData['stages'][number]['team']['id'], string>;
};
