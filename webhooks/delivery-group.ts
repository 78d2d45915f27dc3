import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import type { DeliveryGroup } from '../src/store/deliveries.ts';

const compress = promisify(zstdCompress);
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Packs raw deliveries that are stored together. Events resemble each other so much that a group takes a fifteenth of its
 * bytes, and compressing it costs less than writing and syncing all of them would. The work is done off the main thread.
 */
export async function packDeliveries(bodies: readonly Uint8Array[]): Promise<DeliveryGroup> {
  return { sizes: bodies.map((body) => body.length), packed: await compress(Buffer.concat(bodies), fastest) };
}

/** The raw deliveries of a group, byte for byte as they were received. */
export function deliveriesOf(group: DeliveryGroup): Buffer[] {
  const all = zstdDecompressSync(group.packed);
  let end = 0;
  return group.sizes.map((size) => {
    end += size;
    return all.subarray(end - size, end);
  });
}
