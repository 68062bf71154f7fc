import { buffer } from 'node:stream/consumers';
import yauzl, { type Entry } from 'yauzl';

/** Every entry of a zip by its name, in the order of its directory; sizes and CRCs are checked by the reader. */
export async function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true, validateEntrySizes: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of file.eachEntry()) {
    entries.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  }
  return entries;
}

/** The names in the directory of a zip, and the bytes of the last entry. */
export async function readNames(zip: Buffer): Promise<{ names: string[]; last: Buffer | undefined }> {
  const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true, autoClose: false });
  const names: string[] = [];
  let at: Entry | undefined;
  for await (const entry of file.eachEntry()) {
    names.push(entry.fileName);
    at = entry;
  }
  return { names, last: at && (await buffer(await file.openReadStreamPromise(at))) };
}
