import { createController } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import { actionParts } from './parts/action-parts.tsx';
import { chartParts } from './parts/chart-parts.tsx';
import { containerParts } from './parts/container-parts.tsx';
import { crmParts } from './parts/crm-parts.tsx';
import { feedbackParts } from './parts/feedback-parts.tsx';
import { imageParts } from './parts/image-parts.tsx';
import { inputParts } from './parts/input-parts.tsx';
import { layoutParts } from './parts/layout-parts.tsx';
import { listParts } from './parts/list-parts.tsx';
import { overlayParts } from './parts/overlay-parts.tsx';
import { pageParts } from './parts/page-parts.tsx';
import { stepParts } from './parts/step-parts.tsx';
import { tabParts } from './parts/tab-parts.tsx';
import { tableParts } from './parts/table-parts.tsx';
import { textParts } from './parts/text-parts.tsx';

// biome-ignore lint/suspicious/noExplicitAny: each component knows its own properties; remote-ui hands over any.
const components: Record<string, ComponentType<any>> = {
  ...actionParts,
  ...chartParts,
  ...containerParts,
  ...crmParts,
  ...feedbackParts,
  ...imageParts,
  ...inputParts,
  ...layoutParts,
  ...listParts,
  ...overlayParts,
  ...pageParts,
  ...stepParts,
  ...tableParts,
  ...tabParts,
  ...textParts,
};
const unsupported = new Map<string, ComponentType<{ children?: ReactNode }>>();

/** HubSpot's components as this page draws them. One that it does not know is shown as such, so that nothing is lost. */
export const cardController = {
  ...createController(components),
  get: (type: unknown) => components[String(type)] ?? unsupportedOf(String(type)),
};

function unsupportedOf(name: string): ComponentType<{ children?: ReactNode }> {
  const known = unsupported.get(name);
  if (known !== undefined) return known;
  const made = ({ children }: { children?: ReactNode }) => (
    <div className="part-unsupported">
      unsupported: {name}
      {children}
    </div>
  );
  unsupported.set(name, made);
  return made;
}
