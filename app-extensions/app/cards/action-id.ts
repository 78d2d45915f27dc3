/**
 * A new UUID of version 7: of two actions the later one has the later id, also in the order of bytes. Source: RFC 9562, 5.7.
 */
export function newActionId(nowMs = Date.now(), random: Uint8Array = randomBytes()): string {
  const bytes = new Uint8Array(16);
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(nowMs / 2 ** (8 * (5 - place))) % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function randomBytes(): Uint8Array {
  const bytes = new Uint8Array(10);
  // HubSpot does not promise its worker's globals; the ids need to differ, not to be secret.
  if (typeof globalThis.crypto?.getRandomValues === 'function') return globalThis.crypto.getRandomValues(bytes);
  return bytes.map(() => Math.floor(Math.random() * 256));
}
