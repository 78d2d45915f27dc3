/** After this the card shows what stands on the record itself. */
export const answerTimeoutMs = 3000;
