import type { Locator } from 'playwright-core';

type Box = { left: number; right: number; top: number; bottom: number };
type Element = {
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<Element & { checkVisibility(): boolean }>;
  outerHTML: string;
  ownerDocument: { documentElement: { scrollWidth: number; clientWidth: number } };
};

/** The start of each element that stands out of the frame at its right or left, and whether the window scrolls sideways. */
export function whatLeavesItsFrame(frame: Locator): Promise<string[]> {
  return frame.evaluate((node) => {
    const element = node as unknown as Element;
    const { left, right } = element.getBoundingClientRect();
    const outside = [...element.querySelectorAll('*')].filter((part) => {
      const box = part.getBoundingClientRect();
      return part.checkVisibility() && box.right > box.left && (box.right > right + 1 || box.left < left - 1);
    });
    const { scrollWidth, clientWidth } = element.ownerDocument.documentElement;
    const window = scrollWidth > clientWidth ? [`the window: ${scrollWidth} px in ${clientWidth} px`] : [];
    return [...window, ...outside.map(({ outerHTML }) => outerHTML.slice(0, 150))];
  });
}
