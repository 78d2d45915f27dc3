/** Installs the app as an admin's browser would: it follows the way through HubSpot and keeps the app's cookie. */
export async function installApp(app: string): Promise<void> {
  const begun = await fetch(`${app}/oauth/install`, { redirect: 'manual' });
  const cookie = begun.headers.getSetCookie().map((text) => text.split(';')[0] ?? '');
  const approved = await fetch(locationOf(begun), { redirect: 'manual' });
  const back = await fetch(locationOf(approved), { redirect: 'manual', headers: { cookie: cookie.join('; ') } });
  if (back.status !== 303) throw new Error(`The app was not installed: ${await back.text()}`);
}

function locationOf(answer: Response): string {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.url} answered ${answer.status} and leads nowhere.`);
  return new URL(location, answer.url).href;
}
