import { statfsSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were measured on, for people. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  return `${availableParallelism()} × ${model}, ${memory}, ${platform()} ${release()} ${arch()}, Node ${process.version}`;
}

/** How many processes wanted to run during the last minute. Above 0 the figures are of a machine that had other work. */
export function loadBefore(): string {
  return (loadavg()[0] ?? 0).toFixed(2);
}

const tmpfsMagic = 0x01021994;

/** Whether a directory is kept in memory, where no sync costs anything and no figure says what a disk would do. */
export function isInMemory(directory: string): boolean {
  return platform() === 'linux' && statfsSync(directory).type === tmpfsMagic;
}
