/** Deal pipelines in the shape of PLATFORM 6.4. `probability` is text from "0.0" to "1.0", `isClosed` is "true" or "false". */
export type PipelineStage = {
  id: string;
  label: string;
  displayOrder: number;
  metadata: { probability: string; isClosed: string };
};
export type Pipeline = { id: string; label: string; displayOrder: number; stages: PipelineStage[] };

/** HubSpot's default sales pipeline, and one that a portal made itself: its stages have numeric ids, as HubSpot gives them. */
export const defaultDealPipelines: Pipeline[] = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: stages([
      ['appointmentscheduled', 'Appointment Scheduled', '0.2'],
      ['qualifiedtobuy', 'Qualified To Buy', '0.4'],
      ['presentationscheduled', 'Presentation Scheduled', '0.6'],
      ['decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'],
      ['contractsent', 'Contract Sent', '0.9'],
      ['closedwon', 'Closed Won', '1.0'],
      ['closedlost', 'Closed Lost', '0.0'],
    ]),
  },
  {
    id: '760001',
    label: 'Renewals',
    displayOrder: 1,
    stages: stages([
      ['1076001', 'Renewal due', '0.5'],
      ['1076002', 'Terms offered', '0.8'],
      ['1076003', 'Renewed', '1.0'],
      ['1076004', 'Not renewed', '0.0'],
    ]),
  },
];

function stages(rows: [id: string, label: string, probability: string][]): PipelineStage[] {
  return rows.map(([id, label, probability], displayOrder) => ({
    id,
    label,
    displayOrder,
    metadata: { probability, isClosed: String(probability === '1.0' || probability === '0.0') },
  }));
}
