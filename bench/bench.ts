/** All benches, by what they measure. The first word says which; without one it is the intake. */
import { benchClocks } from './agreement/bench-clocks.ts';
import { benchBackfill } from './backfill/bench-backfill.ts';
import { benchIntake } from './bench-intake.ts';
import { benchBundles } from './bundles.ts';
import { benchCard } from './card/bench-card.ts';
import { benchInstallation } from './installation/bench-installation.ts';
import { benchReplay } from './replay/bench-replay.ts';
import { benchSweep } from './sweep/bench-sweep.ts';
import { benchTagWrites } from './tag-writes/bench-tag-writes.ts';

const benches = {
  intake: benchIntake,
  replay: benchReplay,
  backfill: benchBackfill,
  tags: benchTagWrites,
  installation: benchInstallation,
  clocks: benchClocks,
  card: benchCard,
  bundles: benchBundles,
  sweep: benchSweep,
};

const [first = '', ...rest] = process.argv.slice(2);
const bench = Object.hasOwn(benches, first) ? benches[first as keyof typeof benches] : undefined;
if (bench !== undefined) await bench(rest);
else if (first === '' || first.startsWith('--')) await benchIntake(process.argv.slice(2));
else throw new Error(`There is no bench "${first}"; there are ${Object.keys(benches).join(', ')}.`);
