import { parse } from './parse-csv.ts';

type PortalRecord = { objectType: string; id: string; archived: boolean; properties: Record<string, string | null> };

const singular: Readonly<Record<string, string>> = { contacts: 'contact', companies: 'company', deals: 'deal' };

/**
 * Holds the tags on the portal's records against an export: each living record must carry the stage, the team, the time of
 * entry and the lap of its open visit. Returns what differs, and how many records were compared.
 */
export async function compareTags(
  portalUrl: string,
  csv: Buffer,
  modelName = 'lead-funnel',
): Promise<{ compared: number; different: string[] }> {
  const open = new Map(
    parse(csv.toString('utf8'))
      .filter((row) => row.left_at === '')
      .map((row) => [`${row.object_type}/${row.record_id}`, row]),
  );
  const response = await fetch(`${portalUrl}/sandbox/export`);
  const records = (await response.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PortalRecord)
    .filter((record) => !record.archived);
  const different: string[] = [];
  for (const { objectType, id, properties } of records) {
    const key = `${singular[objectType] ?? objectType}/${id}`;
    const visit = open.get(key);
    const expected = [
      visit === undefined ? '' : `${modelName}:${visit.stage}`,
      visit?.team ?? 'nobody',
      visit?.entered_at === undefined ? '' : String(Date.parse(visit.entered_at)),
      visit?.lap ?? '',
    ];
    const carried = [
      properties.journey_steward_stage ?? '',
      properties.journey_steward_owner_team ?? 'nobody',
      toEpoch(properties.journey_steward_stage_entered_at ?? ''),
      properties.journey_steward_lap ?? '',
    ];
    if (expected.join() !== carried.join()) different.push(`${key}: ${carried.join()} instead of ${expected.join()}`);
  }
  return { compared: records.length, different };
}

function toEpoch(text: string): string {
  return text === '' ? '' : String(Date.parse(text));
}
