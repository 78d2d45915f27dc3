/** After this the card shows what stands on the record itself. */
export const answerTimeoutMs = 3000;

/** What a person asked for is waited for longer: HubSpot itself gives up after 15 s. */
export const actionTimeoutMs = 12_000;
