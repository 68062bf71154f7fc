// npm run lock: completes package-lock.json with the platform packages that npm left out, so that `npm ci` takes it anywhere.
import { writeFileSync } from 'node:fs';
import { type Gap, type Locked, lockGaps, readLock } from './checks/lock.ts';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** The platform stands in the package's name: `@scope/tool-linux-arm64-musl`. */
function platformPackage({ name, version, dev }: Gap): Locked {
  const words = (name.split('/').at(-1) ?? '').split(/[-.]/);
  const system = SYSTEMS.find((one) => words.includes(one));
  if (system === undefined || !/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} ${version}: its name tells no platform; add it to package-lock.json by hand`);
  const processor = PROCESSORS.find((one) => words.includes(one)) ?? (words.includes('armv7') ? 'arm' : 'x64');
  const musl = words.includes('musl') || words.includes('musleabihf');
  return { version, cpu: [processor], ...(dev && { dev }), ...(musl && { libc: ['musl'] }), optional: true, os: [system] };
}

const lock = readLock();
const gaps = lockGaps(lock);
for (const gap of gaps) lock.packages[`node_modules/${gap.name}`] = platformPackage(gap);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (gaps.length > 0) writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${gaps.length} platform packages added`);
