import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong with contrast, names and structure of a page, by WCAG 2 A and AA, with the start of each element. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  if (!passes.some(({ id }) => id === 'color-contrast'))
    throw new Error('No text was there whose contrast could be looked at.');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' ')}`);
}

/** Runs in the page: numbers everything that the keyboard should reach within a part of it, as it stands, and counts it. */
const numberWhatCanBeUsed = (within: string) => `
  [...document.querySelectorAll('${within} :is(a[href], button, input, select, textarea)')]
    .filter((element) => element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]'))
    .map((element, place) => element.setAttribute('data-place', String(place))).length`;

/** The places that the Tab key visits from the first on, at most sixty; they are in order when they are 0, 1, 2 and so on. */
export async function keyboardOrder(
  page: Page,
  within = '.card-frame',
): Promise<{ visited: number[]; inOrder: number[] }> {
  const usable: number = await page.evaluate(numberWhatCanBeUsed(within));
  const visited: number[] = [];
  await page.locator('[data-place="0"]').focus();
  for (let step = 0; step < Math.min(usable, 60); step += 1) {
    visited.push(await page.evaluate('Number(document.activeElement?.getAttribute("data-place") ?? -1)'));
    await page.keyboard.press('Tab');
  }
  return { visited, inOrder: visited.map((_, place) => place) };
}
