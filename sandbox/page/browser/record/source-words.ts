const words: Readonly<Record<string, string>> = {
  CRM_UI: 'a user',
  CRM_UI_BULK_ACTION: 'a bulk edit',
  IMPORT: 'an import',
  FORM: 'a form',
  EMAIL: 'an email',
  ENGAGEMENTS: 'an activity',
  INTEGRATION: 'an app',
  API: 'an app',
  AUTOMATION_PLATFORM: 'a workflow',
  MERGE_OBJECTS: 'a merge',
  CALCULATED: 'HubSpot',
};

/** Who made a change, for people; unknown sources stay as they are called. */
export function sourceWords(changeSource: string): string {
  return words[changeSource] ?? changeSource;
}
