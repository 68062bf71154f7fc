import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** JAVA_HOME's java when there is one, else the one of PATH. */
export function javaCommand(): string {
  const home = process.env.JAVA_HOME;
  const path = home === undefined || home === '' ? '' : join(home, 'bin', 'java');
  return existsSync(path) ? path : 'java';
}

/** Little memory and a quick start: the servers here serve one machine. */
export const jvmFlags = (heapMegabytes: number): readonly string[] => [
  `-Xmx${heapMegabytes}m`,
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-Dfile.encoding=UTF-8',
];

/** What a server may see of our environment: no setting of ours, no secret of the caller's. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'JAVA_HOME', 'LANG', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
