import { defaultDealPipelines } from '../portal/metadata/deal-pipelines.ts';

/** First deals run through HubSpot's default pipeline, repeat deals through the portal's own, whose ids are numbers. */
export const scenarioPipelines = defaultDealPipelines;

export const firstDeals = {
  pipeline: 'default',
  opening: 'appointmentscheduled',
  won: 'closedwon',
  lost: 'closedlost',
} as const;

export const repeatDeals = { pipeline: '760001', opening: '1076001', won: '1076003', lost: '1076004' } as const;
