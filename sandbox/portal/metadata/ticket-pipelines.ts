/** Ticket pipelines in the shape of PLATFORM 6.5. */
export type TicketPipelineStage = {
  id: string;
  label: string;
  displayOrder: number;
  metadata: { ticketState: 'OPEN' | 'CLOSED'; isClosed: string };
};
export type TicketPipeline = { id: string; label: string; displayOrder: number; stages: TicketPipelineStage[] };

/** HubSpot's default pipeline of tickets. */
export const defaultTicketPipelines: TicketPipeline[] = [
  {
    id: '0',
    label: 'Support Pipeline',
    displayOrder: 0,
    stages: [
      { id: '1', label: 'New', displayOrder: 0, metadata: { ticketState: 'OPEN', isClosed: 'false' } },
      { id: '2', label: 'Waiting on contact', displayOrder: 1, metadata: { ticketState: 'OPEN', isClosed: 'false' } },
      { id: '3', label: 'Waiting on us', displayOrder: 2, metadata: { ticketState: 'OPEN', isClosed: 'false' } },
      { id: '4', label: 'Closed', displayOrder: 3, metadata: { ticketState: 'CLOSED', isClosed: 'true' } },
    ],
  },
];
