import { translate } from '@hubspot/project-parsing-lib/translate';
import nock from 'nock';
import { vi } from 'vitest';
import { z } from 'zod';
import { configSchemas } from './config-schemas.ts';

const accountId = 1000001;
const platformVersion = '2026.03';

/**
 * Runs HubSpot's own parser and its own validation over a project directory. The parser downloads the schemas of `config` from
 * HubSpot, for accounts only; here that one request is answered with our schemas, so that everything else (folders, uids,
 * single components, variables, top-level keys) is judged by HubSpot's code and no network is needed.
 * Rejects with the parser's message when the project is not acceptable.
 */
export async function parseProject(projectSourceDir: string, profile = 'example') {
  vi.stubEnv('USE_ENVIRONMENT_HUBSPOT_CONFIG', 'true');
  vi.stubEnv('HUBSPOT_ACCOUNT_ID', String(accountId));
  vi.stubEnv('HUBSPOT_API_KEY', 'unused-offline');
  nock.disableNetConnect();
  nock('https://api.hubapi.com')
    .get(`/project-components-external/project-schemas/v3/${platformVersion}`)
    .query(true)
    .reply(200, jsonSchemas());
  try {
    const parsed = await translate({ projectSourceDir, platformVersion, accountId }, { profile });
    return {
      components: Object.values(parsed.intermediateRepresentation.intermediateNodesIndexedByUid),
      skippedFiles: parsed.skippedHsMetaFiles,
    };
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
    vi.unstubAllEnvs();
  }
}

function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(Object.entries(configSchemas).map(([type, schema]) => [type, z.toJSONSchema(schema)]));
}
