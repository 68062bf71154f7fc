import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { requireDigest } from '../../core/content-digest.ts';
import { invalidInput } from '../../core/errors.ts';
import { fileEmpty, tooLarge, tooManyFiles, tornUpload } from './errors.ts';
import { bareType } from './media-types.ts';
import { type Metadata, parseMetadata } from './parse-metadata.ts';
import type { IncomingFile, UploadLimits } from './types.ts';

const FIELD_BYTES = 16 * 1024;
/** What a part without a Content-Type is taken for (RFC 7578, 4.4): it says nothing about the file. */
const PART_DEFAULT = 'text/plain';

/**
 * The parts `file` of a form in their order; a part `metadata` belongs to the next of them. `most` bounds the whole body, `promised` is
 * the SHA-256 that it is to have: whether it does is known, and said, at its end.
 * A fault, a torn connection included, ends the iteration and every part that is still open.
 */
export async function* readMultipart(
  req: IncomingMessage,
  limits: UploadLimits,
  most: number,
  promised?: string,
): AsyncGenerator<IncomingFile, void, undefined> {
  const form = new Form(req, limits, most, promised);
  let count = 0;
  try {
    for (let file = await form.next(); file !== undefined; file = await form.next()) {
      count += 1;
      yield file;
    }
  } finally {
    form.close();
  }
  if (count === 0) throw fileEmpty('The form has no part named file. With cURL: -F file=@name.');
}

/** Busboy's events as a queue: each part's stream presses back on the request while nobody reads it. */
class Form {
  readonly #req: IncomingMessage;
  readonly #parser: BusboyInstance;
  readonly #files: IncomingFile[] = [];
  readonly #open = new Set<Readable>();
  #metadata: Metadata | undefined;
  #seen = 0;
  readonly #promised: string | undefined;
  readonly #hash: Hash | undefined;
  #fault: unknown;
  #ended = false;
  #wake: () => void = () => undefined;
  readonly #onClose = (): void => {
    if (!this.#req.complete) this.#fail(tornUpload());
  };
  readonly #onData: (chunk: Buffer) => void;

  constructor(req: IncomingMessage, limits: UploadLimits, most: number, promised: string | undefined) {
    this.#req = req;
    this.#promised = promised;
    this.#hash = promised === undefined ? undefined : createHash('sha256');
    this.#onData = (chunk) => {
      this.#seen += chunk.length;
      this.#hash?.update(chunk);
      if (this.#seen > most) this.#fail(tooLarge(limits.maxBytes));
    };
    this.#parser = openParser(req, limits);
    this.#listen(limits);
    req.on('data', this.#onData);
    req.once('close', this.#onClose);
    req.pipe(this.#parser);
    // who left before this listened is not heard of again
    if (req.destroyed && !req.complete) this.#fail(tornUpload());
  }

  /** The next file, undefined after the last. Throws what went wrong with the form. */
  async next(): Promise<IncomingFile | undefined> {
    while (this.#fault === undefined && this.#files.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#fault !== undefined) throw this.#fault;
    return this.#files.shift();
  }

  /** Stops parsing and lets what is left of the request run out, so that it can still be answered. */
  close(): void {
    this.#req.off('data', this.#onData);
    this.#req.off('close', this.#onClose);
    this.#req.unpipe(this.#parser);
    for (const stream of this.#open) stream.destroy();
    if (!this.#req.complete) this.#req.resume();
  }

  #listen(limits: UploadLimits): void {
    this.#parser.on('file', (_name, stream, filename, _encoding, type) => this.#onFile(stream, filename, type));
    this.#parser.on('field', (name, value, _nameCut, valueCut) => this.#onField(name, value, valueCut));
    this.#parser.on('filesLimit', () => this.#fail(tooManyFiles(limits.maxFiles)));
    this.#parser.on('fieldsLimit', () => this.#fail(tooManyFiles(limits.maxFiles)));
    this.#parser.on('partsLimit', () => this.#fail(tooManyFiles(limits.maxFiles)));
    this.#parser.on('error', (error) => this.#fail(tornUpload(error)));
    this.#parser.on('finish', () => this.#onLastPart());
  }

  #onFile(stream: Readable, filename: string | undefined, type: string): void {
    this.#open.add(stream);
    // the parser only emits errors of a torn part; destroyed, the stream also ends a reader that comes later
    stream.on('error', (error) => stream.destroy(error));
    stream.once('close', () => this.#open.delete(stream));
    const declared = bareType(type);
    const chosenName = this.#metadata?.filename;
    this.#files.push({
      filename: chosenName ?? (filename === undefined ? undefined : unescapeName(filename)),
      chosenName,
      title: this.#metadata?.title,
      declaredType: declared === PART_DEFAULT ? undefined : declared,
      bytes: this.#bytesOf(stream),
    });
    this.#metadata = undefined;
    this.#wake();
  }

  async *#bytesOf(stream: Readable): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* stream as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw this.#fault ?? tornUpload(error);
    }
  }

  #onField(name: string | undefined, value: string, tooLong: boolean): void {
    if (name !== 'metadata') {
      this.#fail(
        invalidInput(name?.slice(0, 100) ?? 'name', 'The form has parts named file and metadata only; remove the others.', 'unknown'),
      );
    } else if (this.#metadata !== undefined) {
      this.#fail(invalidInput('metadata', 'Two parts metadata follow each other; each belongs to the file after it.'));
    } else {
      try {
        this.#metadata = parseMetadata(tooLong ? undefined : value);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #onLastPart(): void {
    if (this.#metadata !== undefined)
      this.#fail(invalidInput('metadata', 'No file follows the last part metadata; send it before its file.'));
    if (this.#hash === undefined || this.#req.readableEnded) this.#onEnd();
    else this.#req.once('end', () => this.#onEnd()).resume(); // bytes may follow the last boundary
  }

  #onEnd(): void {
    try {
      if (this.#hash !== undefined && this.#fault === undefined) requireDigest(this.#promised, this.#hash.digest('hex'));
    } catch (error) {
      this.#fail(error);
    }
    this.#ended = true;
    this.#req.off('close', this.#onClose);
    this.#wake();
  }

  #fail(fault: unknown): void {
    if (this.#fault !== undefined || this.#ended) return;
    this.#fault = fault;
    for (const stream of this.#open) stream.destroy(fault instanceof Error ? fault : tornUpload());
    this.#wake();
  }
}

/** The three characters that browsers escape in the name of a part (HTML, multipart/form-data encoding algorithm). */
const unescapeName = (name: string): string => name.replaceAll('%22', '"').replaceAll(/%0d/gi, '\r').replaceAll(/%0a/gi, '\n');

function openParser(req: IncomingMessage, { maxFiles }: UploadLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: req.headers as BusboyHeaders, // it has a Content-Type, else nobody would come here
      preservePath: true,
      isPartAFile: (name) => name === 'file',
      limits: { files: maxFiles, fields: maxFiles, fieldSize: FIELD_BYTES, headerPairs: 32, headerSize: FIELD_BYTES },
    });
  } catch (error) {
    throw tornUpload(error);
  }
}
