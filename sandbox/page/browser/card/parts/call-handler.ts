/** A card's handlers get an event without anything of this page, and ways to open and close overlays. */
export type Handler = (event: Record<string, never>, reactions: Record<string, () => void>) => unknown;

const reactions = {
  openPanel: () => undefined,
  closePanel: () => undefined,
  openModal: () => undefined,
  closeModal: () => undefined,
};

/** Calls a handler that lives in the worker; what it throws there is told there. */
export function callHandler(handler: Handler | undefined): void {
  if (handler !== undefined) void Promise.resolve(handler({}, reactions)).catch(() => undefined);
}
