import { createReadStream, type ReadStream } from 'node:fs';
import * as tus from 'tus-js-client';
import type { Caller, Item } from './caller.ts';

/** An upload as it is followed. */
export interface Followed extends Item {
  readonly fileId: string | null;
  readonly offset: number;
}

const pair = (key: string, value: string): string => `${key} ${Buffer.from(value).toString('base64')}`;

/** Begins a resumable upload; resolves with its id. */
export async function beginResumable(caller: Caller, dossierId: string, filename: string, size: number): Promise<string> {
  const answer = await fetch(`${caller.base}/uploads`, {
    method: 'POST',
    headers: {
      ...(await caller.headers()),
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': [pair('dossierId', dossierId), pair('filename', filename), pair('filetype', 'application/octet-stream')].join(),
    },
  });
  if (answer.status !== 201) throw new Error(`POST /uploads: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

interface Sending {
  readonly caller: Caller;
  /** Address of the API, or of a line to it. */
  readonly base: string;
  readonly id: string;
  readonly path: string;
}

/** Sends a file to a resumable upload with the standard client, which goes on by itself after each cut. Resolves with how often it did. */
export async function sendResumable({ caller, base, id, path }: Sending): Promise<number> {
  let resumed = -1; // the first question for the offset is no resumption
  const source: ReadStream = createReadStream(path);
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(source, {
      uploadUrl: `${base}/uploads/${id}`,
      retryDelays: [300, 1000, 1000, 2000, 2000, 3000, 3000, 3000, 5000, 5000, 5000],
      onBeforeRequest: async (request) => {
        if (request.getMethod() === 'HEAD') resumed += 1;
        for (const [name, value] of Object.entries(await caller.headers())) request.setHeader(name, value);
      },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
  return resumed;
}
