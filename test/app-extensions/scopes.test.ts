import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  optionalScopes as optionalOfTheServer,
  requiredScopes as scopesOfTheServer,
} from '../../src/hubspot/scopes.ts';
import { projectDir } from './project-folder.ts';
import { readAppAndWebhooks } from './subscriptions.ts';

const { app } = await readAppAndWebhooks();
const { requiredScopes, optionalScopes, conditionallyRequiredScopes } = app.auth;
const scopesPage = await readFile(join(projectDir, 'docs', 'hubspot-project.md'), 'utf8');

describe('the scopes of the app', () => {
  it('require only what every portal can grant', () => {
    // A required scope that the portal's subscription does not have makes the installation fail.
    const grantedEverywhere =
      /^(?:oauth|crm\.(?:objects|schemas)\.(?:contacts|companies|deals)\.(?:read|write)|crm\.objects\.owners\.read)$/;
    expect(requiredScopes.filter((scope) => !grantedEverywhere.test(scope))).toEqual([]);
  });

  it('are the ones that the server asks for at the installation', () => {
    expect(requiredScopes.toSorted()).toEqual([...scopesOfTheServer].toSorted());
    expect(optionalScopes.toSorted()).toEqual([...optionalOfTheServer].toSorted());
  });

  it('are each in one list', () => {
    const all = [...requiredScopes, ...optionalScopes, ...conditionallyRequiredScopes];
    expect(new Set(all).size).toBe(all.length);
  });

  it('are each named with a reason in the documentation', () => {
    const explained = [...scopesPage.matchAll(/^\| `([a-z_.]+)` +\| (?:required|optional) +\| .{20,} \|$/gm)].map(
      (row) => row[1],
    );
    expect(explained.toSorted()).toEqual([...requiredScopes, ...optionalScopes].toSorted());
  });

  it('are asked for where code uses them, the optional ones too', async () => {
    const usedIn: Record<string, [file: string, word: string]> = {
      'crm.objects.feedback_submissions.read': ['src/hubspot/journal-subscriptions.ts', "'%s'"],
      'settings.users.read': ['src/worker/prepare-account.ts', 'scopes.includes(usersScope)'],
      tickets: ['src/hubspot/journal-subscriptions.ts', "'%s'"],
    };
    expect(Object.keys(usedIn).sort()).toEqual(optionalScopes.toSorted());
    for (const [scope, [file, word]] of Object.entries(usedIn)) {
      expect(await readFile(join(projectDir, file), 'utf8')).toContain(word.replace('%s', scope));
    }
  });

  it('hold no sensitive data scope, which would close hubspot.fetch to the cards', () => {
    expect([...requiredScopes, ...optionalScopes].filter((scope) => /sensitive/.test(scope))).toEqual([]);
  });
});
