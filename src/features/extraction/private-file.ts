import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';

/** An open file that has lost its name: nobody else can open it, and it is gone with its last descriptor, however the process ends. */
async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-')); // made with mode 0700
  try {
    return await open(join(folder, 'document'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Streams the bytes to a private temporary file and lends its descriptor to `use`. Nothing of it is left afterwards. */
export async function withPrivateFile<T>(source: Readable, signal: AbortSignal, use: (fd: number) => Promise<T>): Promise<T> {
  const file = await namelessFile();
  try {
    await file.writeFile(addAbortSignal(signal, source));
    return await use(file.fd);
  } finally {
    await file.close();
  }
}
