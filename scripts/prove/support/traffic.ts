import { setTimeout as sleep } from 'node:timers/promises';
import { noise } from './bytes.ts';
import type { Caller } from './caller.ts';

const KIB = 1024;

/** What somebody did in a dossier while something else went on. */
export interface Traffic {
  /** Files that were acknowledged and not deleted, with their digests. */
  readonly kept: ReadonlyMap<string, string>;
  readonly done: () => number;
  /** Ends after the call in hand; rejects when one has failed. */
  stop(): Promise<void>;
}

/** Uploads, new versions, deletions and packages in one dossier, one after the other, until stopped. */
export function startTraffic(caller: Caller, dossierId: string): Traffic {
  const kept = new Map<string, string>();
  let count = 0;
  const stopping = new AbortController();
  const one = async (): Promise<void> => {
    const bytes = noise(64 * KIB);
    const { id } = await caller.upload(dossierId, `traffic ${count}.bin`, bytes.stream);
    kept.set(id, bytes.sha256());
    if (count % 4 === 1) {
      kept.delete(id);
      await caller.call('DELETE', `/files/${id}`);
    }
    if (count % 4 === 2) {
      kept.delete(id); // which version a backup has is not known here
      await caller.uploadVersion(id, noise(KIB).stream);
    }
    if (count % 10 === 5) await caller.askForPackage(dossierId);
  };
  const running = (async () => {
    for (; !stopping.signal.aborted; count += 1) {
      await one();
      await sleep(20);
    }
  })();
  running.catch(() => undefined); // told by stop
  return {
    kept,
    done: () => count,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
