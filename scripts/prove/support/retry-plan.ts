import { createHash, randomUUID } from 'node:crypto';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import type { KeyedPost } from './keyed-post.ts';
import { logUniform, type Random } from './random.ts';

/** What there must be before the first POST: where uploads go, and what versions, packages and restores are about. */
export interface Ground {
  readonly dossiers: readonly string[];
  /** One for each version to come; packages are made of the first. */
  readonly files: readonly string[];
  /** One for each restore to come. */
  readonly trashed: readonly string[];
  /** Direct uploads whose one part is in the store, one for each completion. */
  readonly sent: readonly string[];
}

/** How many POSTs of each kind; together a thousand. */
export const KINDS = {
  dossier: 230,
  raw: 250,
  form: 120,
  version: 100,
  package: 130,
  restore: 100,
  presigned: 40,
  complete: 30,
} as const;
export type Kind = keyof typeof KINDS;

export interface Planned extends KeyedPost {
  readonly kind: Kind;
  /** Digests of the files it sends, in their order. */
  readonly sha256: readonly string[];
}

const KIB = 1024;
const LARGE = 9 * KIB * KIB; // more than one part of the store
const LARGE_EVERY = 50;

type Made = Omit<KeyedPost, 'key'> & { readonly sent?: readonly Buffer[] };
type Make = (n: number, ground: Ground, random: Random) => Made;

const content = (n: number, size: number): Buffer => Buffer.alloc(size, `${n} is the number of this file. `);
const sizeOf = (n: number, random: Random): number => (n % LARGE_EVERY === 0 ? LARGE : logUniform(random, KIB, 256 * KIB));
const place = (n: number, ids: readonly string[]): string => ids[n % ids.length] ?? '';
const json = (value: unknown): Pick<Made, 'contentType' | 'body'> => ({
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(value)),
});
const bytes = (body: Buffer): Pick<Made, 'contentType' | 'body' | 'sent'> => ({
  contentType: 'application/octet-stream',
  body,
  sent: [body],
});

/** What begins a direct upload of one small part, and its bytes. */
export const DIRECT = 'hello';
export const direct = (dossierId: string, filename: string): object => ({
  dossierId,
  filename,
  size: DIRECT.length,
  parts: [{ size: DIRECT.length, crc32c: crc32c(Buffer.from(DIRECT)) }],
});

const MAKE: Readonly<Record<Kind, Make>> = {
  dossier: (n) => ({ path: '/dossiers', ...json({ name: `made ${n}` }) }),
  raw: (n, { dossiers }, random) => ({
    path: `/dossiers/${place(n, dossiers)}/files?filename=raw-${n}.bin`,
    ...bytes(content(n, sizeOf(n, random))),
  }),
  form: (n, { dossiers }, random) => {
    const sent = [content(n, sizeOf(n, random)), content(-n, logUniform(random, KIB, 64 * KIB))];
    return { path: `/dossiers/${place(n, dossiers)}/files`, ...form(n, sent), sent };
  },
  version: (n, { files }, random) => ({ path: `/files/${place(n, files)}/versions`, ...bytes(content(n, sizeOf(n, random))) }),
  package: (n, { files }) => ({ path: `/files/${files[0]}/result-packages`, ...json({ filename: `pack-${n}.zip` }) }),
  presigned: (n, { dossiers }) => ({ path: '/uploads/presigned', ...json(direct(place(n, dossiers), `direct-${n}.bin`)) }),
  complete: (n, { sent }) => ({ path: `/uploads/${place(n, sent)}/complete` }),
  restore: (n, { trashed }) => ({ path: `/dossiers/${place(n, trashed)}/restore` }),
};

function form(n: number, files: readonly Buffer[]): Pick<Made, 'contentType' | 'body'> {
  const boundary = `form-${n}`;
  const part = (at: number): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="form-${n}-${at}.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const parts = files.flatMap((file, at) => [Buffer.from(part(at)), file, Buffer.from('\r\n')]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]) };
}

/** Every POST of the proof in a random order. Bodies are made when they are asked for, and the same each time. */
export function plan(ground: Ground, random: Random): readonly (() => Planned)[] {
  const all = Object.entries(KINDS).flatMap(([kind, count]) => Array.from({ length: count }, (_, n) => ({ kind: kind as Kind, n })));
  for (let i = all.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [all[i], all[other]] = [all[other] as (typeof all)[number], all[i] as (typeof all)[number]]; // both are within the list
  }
  return all.map(({ kind, n }) => () => {
    const { sent = [], ...post } = MAKE[kind](n, ground, random);
    return { ...post, kind, key: randomUUID(), sha256: sent.map((file) => createHash('sha256').update(file).digest('hex')) };
  });
}
