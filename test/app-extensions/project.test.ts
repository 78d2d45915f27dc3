import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { validateUid } from '@hubspot/project-parsing-lib/uid';
import { describe, expect, it } from 'vitest';
import { configSchemas } from './config-schemas.ts';
import { parseProject } from './parse-project.ts';
import { appFile, projectDir, replaceText, sourceDir, webhooksFile, withProjectCopy } from './project-folder.ts';

describe('the HubSpot project', () => {
  it('has a project file that HubSpot accepts', () => {
    expect(parseProjectConfig(projectDir)).toMatchObject({ srcDir: 'app-extensions', platformVersion: '2026.03' });
  });

  it("passes HubSpot's own parser and validation, with no meta file skipped", async () => {
    const { components, skippedFiles } = await parseProject(sourceDir);
    expect(skippedFiles).toEqual([]);
    expect(components.map((component) => component.componentType)).toEqual(
      expect.arrayContaining(['APPLICATION', 'WEBHOOKS']),
    );
  });

  it('has a config of our own schema in every component, after substitution', async () => {
    const { components } = await parseProject(sourceDir);
    for (const { componentType, config, metaFilePath } of components) {
      const schema = configSchemas[componentType as keyof typeof configSchemas];
      expect(schema, `${metaFilePath}: no schema for ${componentType}`).toBeDefined();
      expect(schema.safeParse(config).error?.issues ?? [], metaFilePath).toEqual([]);
    }
  });

  it('leaves no placeholder unfilled', async () => {
    const { components } = await parseProject(sourceDir);
    expect(JSON.stringify(components)).not.toContain('${');
  });

  it('has uids that HubSpot accepts and that nobody else has by accident', async () => {
    const { components } = await parseProject(sourceDir);
    for (const { uid } of components) {
      expect(validateUid(uid)).toBeUndefined();
      expect(uid).toMatch(/^journey_steward_/);
    }
  });
});

describe("HubSpot's parser refuses the project when", () => {
  it('a meta file lies one folder too deep: it is skipped, and with it the feature', async () => {
    await withProjectCopy(async (copyDir) => {
      await mkdir(join(copyDir, 'app/webhooks/deep'));
      await rename(join(copyDir, webhooksFile), join(copyDir, 'app/webhooks/deep/webhooks-hsmeta.json'));
      const { components, skippedFiles } = await parseProject(copyDir);
      expect(skippedFiles).toEqual([join('app', 'webhooks', 'deep', 'webhooks-hsmeta.json')]);
      expect(components.map((component) => component.componentType)).not.toContain('WEBHOOKS');
    });
  });

  it('a meta file lies in the folder of another type', async () => {
    await withProjectCopy(async (copyDir) => {
      await mkdir(join(copyDir, 'app/telemetry'));
      await rename(join(copyDir, webhooksFile), join(copyDir, 'app/telemetry/webhooks-hsmeta.json'));
      await expect(parseProject(copyDir)).rejects.toThrow();
    });
  });

  it.each([
    ['a uid has a character that is not allowed', appFile, 'journey_steward_app', 'journey steward app'],
    ['two components share a uid', webhooksFile, 'journey_steward_webhooks', 'journey_steward_app'],
    ['a meta file has an unknown top-level key', appFile, '"type": "app",', '"type": "app", "name": "x",'],
    ['a type is unknown', webhooksFile, '"type": "webhooks"', '"type": "webhook"'],
    ['a variable is not in the profile', webhooksFile, 'API_ORIGIN', 'API_HOST'],
    ['a config breaks its schema', webhooksFile, '"maxConcurrentRequests": 10', '"maxConcurrentRequests": 5'],
    ['the target is not HTTPS', 'hsprofile.example.json', 'https://journey', 'http://journey'],
  ])('%s', async (_reason, file, from, to) => {
    await withProjectCopy(async (copyDir) => {
      await replaceText(copyDir, file, from, to);
      await expect(parseProject(copyDir)).rejects.toThrow();
    });
  });
});
