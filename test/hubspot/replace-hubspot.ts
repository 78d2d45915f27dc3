import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

export const apiUrl = 'https://api.hubspot.example';

/** Replaces HubSpot at the network for a test file: nothing else is reached, and every answer prepared must be asked for. */
export function replaceHubSpot(): void {
  beforeAll(() => {
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => {
    const left = nock.pendingMocks();
    nock.cleanAll();
    expect(left).toEqual([]);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
