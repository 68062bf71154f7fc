// A worker in small: starts one endless child and prints its process id, so that child-life.test.ts can kill this parent.
import { fileURLToPath } from 'node:url';
import { findConfinement } from '../../../../src/features/extraction/confinement.ts';
import { runChild } from '../../../../src/features/extraction/run-child.ts';

const { prefix } = await findConfinement();
const command: [string, ...string[]] = [
  ...prefix,
  process.execPath,
  fileURLToPath(new URL('./endless.ts', import.meta.url)),
] as unknown as [string];
await runChild({
  command,
  document: 0,
  limits: { maxMemoryBytes: 1e9, maxCpuSeconds: 60, maxWallSeconds: 60, maxAnswerBytes: 1000 },
  signal: new AbortController().signal,
  onLine: (line) => process.stdout.write(`${line}\n`),
});
