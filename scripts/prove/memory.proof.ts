import { noise } from './support/bytes.ts';
import { newCaller, say, withHouse } from './support/house.ts';
import { peakMb } from './support/peak-memory.ts';

export const about = '2 GiB up, a package of 2 GiB down: resident memory of API and worker under 300 MB each';

const MIB = 1024 * 1024;
const SIZE = 2048 * MIB;
const LIMIT_MB = 300;

const rate = (bytes: number, ms: number): string => `${(bytes / MIB / (ms / 1000)).toFixed(0)} MiB/s`;

export async function prove(): Promise<void> {
  await withHouse('prove', async ({ env, program }) => {
    const { caller } = await newCaller(env, 'Memory');
    const dossier = await caller.makeDossier('Two gigabytes');
    say('\nuploading four files of 512 MiB, two at a time ...');
    const started = performance.now();
    const one = async (name: string): Promise<void> => {
      const bytes = noise(SIZE / 4);
      const file = await caller.upload(dossier, name, bytes.stream);
      const sent = bytes.sha256();
      if (file.sha256 !== sent || file.size !== SIZE / 4)
        throw new Error(`${name}: stored ${file.size} bytes ${file.sha256}, sent ${sent}`);
    };
    await Promise.all([one('1.bin'), one('2.bin')]);
    await Promise.all([one('3.bin'), one('4.bin')]);
    const uploaded = performance.now();
    say(`uploaded at ${rate(SIZE, uploaded - started)}, digests equal; API peak ${peakMb(program.api.pid)} MB`);
    const id = await caller.askForPackage(dossier);
    const made = await caller.packageReady(id, 600);
    const ready = performance.now();
    say(`package of ${made.size} bytes ready at ${rate(SIZE, ready - uploaded)}; worker peak ${peakMb(program.worker.pid)} MB`);
    const got = await caller.download(`/result-packages/${id}/content`);
    if (got.size !== made.size || got.sha256 !== made.sha256)
      throw new Error(`downloaded ${got.size} bytes ${got.sha256}, the package says ${made.size} ${made.sha256}`);
    say(`downloaded at ${rate(SIZE, performance.now() - ready)}, digest equal`);
    const peaks = { API: peakMb(program.api.pid), worker: peakMb(program.worker.pid) };
    for (const [name, mb] of Object.entries(peaks)) {
      say(`${name} peak resident memory ${mb} MB, limit ${LIMIT_MB} MB`);
      if (mb >= LIMIT_MB) throw new Error(`${name} used ${mb} MB`);
    }
  });
}
