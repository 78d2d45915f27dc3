import type { RecordName } from '../associations/association-store.ts';
import type { PortalState } from '../portal-state.ts';
import { currentValue } from '../records/crm-record.ts';
import type { PortalChange } from '../records/portal-change.ts';

/**
 * A contact-based workflow that enrols by "the property is the value" and lets go by "it is not". With `reenrols`, whoever comes
 * back is enrolled again.
 */
export type WorkflowDefinition = { id: string; property: string; value: string; reenrols: boolean };

/** One stay of a contact in a workflow; times by the portal's clock, `endedAtMs` null as long as it lasts. */
export type Enrolment = { recordId: string; enrolledAtMs: number; endedAtMs: number | null };

export type WorkflowReport = WorkflowDefinition & { enrolments: Enrolment[] };

export type Workflows = {
  /** Replaces all workflows and forgets their enrolments. `enrolsExisting` enrols who meets the trigger already. */
  turnOn(definitions: readonly WorkflowDefinition[], enrolsExisting: boolean): void;
  hear(changes: readonly PortalChange[]): void;
  report(): WorkflowReport[];
};

/** The workflows of a portal, driven by what changes in it, whoever changes it. They do nothing but to enrol and let go. */
export function createWorkflows(state: PortalState): Workflows {
  let workflows: WorkflowReport[] = [];

  return {
    turnOn: (definitions, enrolsExisting) => {
      workflows = definitions.map((definition) => ({ ...definition, enrolments: [] }));
      if (!enrolsExisting) return;
      for (const record of state.records.inOrder('contact')) {
        if (record.archivedAtMs !== null) continue;
        for (const workflow of workflows) {
          if (currentValue(record, workflow.property) === workflow.value) enrol(workflow, record.id, state.clock.now());
        }
      }
    },
    hear: (changes) => {
      for (const change of changes) for (const workflow of workflows) follow(workflow, change);
    },
    report: () => structuredClone(workflows),
  };
}

function follow(workflow: WorkflowReport, change: PortalChange): void {
  if (change.kind === 'associationChange' || change.record.type !== 'contact') return;
  if (change.kind === 'propertyChange') {
    if (change.name !== workflow.property) return;
    if (change.value === workflow.value) enrol(workflow, change.record.id, change.atMs);
    else letGo(workflow, [change.record], change.atMs);
  } else if (change.kind === 'deletion' || change.kind === 'privacyDeletion') {
    letGo(workflow, [change.record], change.atMs);
  } else if (change.kind === 'merge') {
    const others = [change.primaryId, ...change.mergedIds].filter((id) => id !== change.record.id);
    letGo(
      workflow,
      others.map((id) => ({ ...change.record, id })),
      change.atMs,
    );
  }
}

function enrol(workflow: WorkflowReport, recordId: string, atMs: number): void {
  const before = workflow.enrolments.filter((enrolment) => enrolment.recordId === recordId);
  if (before.some(({ endedAtMs }) => endedAtMs === null)) return;
  if (before.length > 0 && !workflow.reenrols) return;
  workflow.enrolments.push({ recordId, enrolledAtMs: atMs, endedAtMs: null });
}

function letGo(workflow: WorkflowReport, records: readonly RecordName[], atMs: number): void {
  for (const enrolment of workflow.enrolments) {
    if (enrolment.endedAtMs === null && records.some(({ id }) => id === enrolment.recordId)) enrolment.endedAtMs = atMs;
  }
}
