import type { PageSettings } from '../../page-data.ts';

/** What became of the webhooks, in a few words. */
export function DeliveryNote({ settings }: { settings: PageSettings }) {
  const { app, deliveries, history } = settings;
  return (
    <p className="delivery-note" title={app.address ?? undefined}>
      {history === 'loading' && 'A history is being played. '}
      {app.address === null
        ? 'No app is connected: webhooks wait.'
        : deliveries.waiting > 0
          ? `${deliveries.waiting.toLocaleString('en')} webhooks on their way`
          : `${deliveries.delivered.toLocaleString('en')} webhooks delivered`}
    </p>
  );
}
