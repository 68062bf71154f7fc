import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { beginUpload } from './begin-upload.ts';
import { getResumable } from './get-resumable.ts';
import { METADATA_POINTERS, parseUploadMetadata } from './parse-upload-metadata.ts';
import { writeUpload } from './write-upload.ts';

const HOUR_MS = 3_600_000;

/** What the protocol's library asks of a store, for one request of one caller; the rows keep what must last. */
export class TusStore extends DataStore {
  /** The file that the upload of this request has become. */
  fileId: string | null = null;
  readonly #ctx: WorkspaceContext;

  constructor(ctx: WorkspaceContext) {
    super();
    this.#ctx = ctx;
    this.extensions = ['creation', 'creation-with-upload', 'expiration', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size = 0, metadata = {} } = upload;
    const beginning = { id, kind: 'TUS', metadata, pointers: METADATA_POINTERS } as const;
    await inWorkspace(this.#ctx, (tx) => beginUpload(tx, this.#ctx, parseUploadMetadata(metadata, size), beginning));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { status, size, offset, metadata, expiresAt, fileId } = await getResumable(this.#ctx, id);
    this.fileId = fileId;
    // the library adds the time until an upload expires to when it was made; one that has all its bytes expires no more
    const made = status === 'OPEN' ? new Date(expiresAt.getTime() - this.getExpiration()) : this.#ctx.platform.clock.now();
    return new Upload({ id, size, offset, metadata, creation_date: made.toISOString() });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const written = await writeUpload(this.#ctx, id, offset, stream);
    this.fileId = written.fileId;
    return written.offset;
  }

  override getExpiration(): number {
    return this.#ctx.platform.settings.uploadExpiryHours * HOUR_MS;
  }
}
