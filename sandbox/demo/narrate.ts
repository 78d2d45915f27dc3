type ExportedRecord = { objectType: string; id: string; archived?: boolean; properties: Record<string, string | null> };

/** Tells in words what the app has written on the portal's records since it was last asked. */
export function createNarrator(portalUrl: string, print: (line: string) => void): () => Promise<void> {
  const told = new Map<string, string>();
  return async () => {
    const response = await fetch(`${portalUrl}/sandbox/export`);
    for (const line of (await response.text()).split('\n')) {
      if (line === '') continue;
      const record = JSON.parse(line) as ExportedRecord;
      const key = `${record.objectType}/${record.id}`;
      const stage = record.properties.journey_steward_stage ?? '';
      const team = record.properties.journey_steward_owner_team ?? '';
      const now = `${stage}/${team}`;
      if (team === '' || told.get(key) === now) continue;
      told.set(key, now);
      print(sentence(record, stage, team));
    }
  };
}

function sentence({ objectType, id, properties }: ExportedRecord, stage: string, team: string): string {
  const person = [properties.firstname, properties.lastname].filter(Boolean).join(' ');
  const name = person || properties.dealname || properties.name || id;
  const what = objectType.replace(/ies$/, 'y').replace(/s$/, '').padEnd(8);
  if (stage === '') return `${what} ${name}: no stage`;
  const since = (properties.journey_steward_stage_entered_at ?? '').slice(0, 10);
  const outcome = properties.journey_steward_outcome ?? '';
  const turn = team === 'nobody' ? 'nobody is asked for' : `${team}'s turn`;
  return `${what} ${name}: ${stage.split(':')[1]} since ${since}, ${turn}${outcome === '' ? '' : ` (${outcome})`}`;
}
