import type { Settings } from '../../../src/core/settings.ts';
import type { Confinement } from '../../../src/features/extraction/confinement.ts';
import type { FileVersionRef } from '../../../src/features/files/index.ts';
import type { IncomingFile } from '../../../src/features/files/types.ts';
import { uploadFileVersion } from '../../../src/features/files/upload-file-version.ts';
import { uploadFiles } from '../../../src/features/files/upload-files.ts';
import type { JobContext } from '../../../src/platform/context.ts';
import type { Claim } from '../../../src/platform/queue/handle.ts';
import { type FilesBench, openFilesBench } from '../files/bench.ts';
import { LIMITS } from './read.ts';

/** What the tables say of a file after its analysis. */
export interface Found {
  readonly status: string;
  readonly pageCount: number | null;
  readonly code: string | null;
  readonly texts: readonly string[];
  /** Rows of the ledger, and the pages they count. */
  readonly counted: number;
  readonly pages: number;
}

export interface AnalysisBench extends FilesBench {
  upload(dossierId: string, content: Uint8Array, declaredType?: string): Promise<FileVersionRef>;
  uploadVersion(fileId: string, content: Uint8Array, declaredType?: string): Promise<FileVersionRef>;
  /** A job's context with these limits. */
  jobWith(limits?: Partial<Settings['analysis']>, signal?: AbortSignal): JobContext;
  license(capacityPages: number | null): Promise<void>;
  found(ref: FileVersionRef): Promise<Found>;
}

/** No wrapper around Node: what the machine offers is tested elsewhere. */
export const UNCONFINED: Confinement = { prefix: [], network: 'shared', diesWithParent: false };

/** A claim that counts how often it was settled. */
export function claimOf(attempt = 1): Claim & { settled: number } {
  const claim = { attempt, lastAttempt: false, settled: 0, settle: async () => void (claim.settled += 1) };
  return claim;
}

async function* incoming(content: Uint8Array, declaredType: string): AsyncGenerator<IncomingFile> {
  const bytes = (async function* () {
    yield content;
  })();
  yield { filename: 'document', title: undefined, declaredType, bytes };
}

/** The bench of the files room, with a license and the analysis' own limits. */
export async function openAnalysisBench(): Promise<AnalysisBench> {
  const bench = await openFilesBench();
  const ctx = bench.uploader({ maxBytes: 50_000_000, maxFiles: 10 });
  const owner = <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    bench.database.query<Row>('tabularium_owner', text, values);
  const license = async (capacityPages: number | null): Promise<void> => {
    const text = `insert into app.licenses (workspace_id, capacity_pages) values ($1, $2)
      on conflict (workspace_id) do update set capacity_pages = $2 + app.licenses.pages_used`;
    await owner(text, [bench.job().workspaceId, capacityPages]);
  };
  await license(null);
  return {
    ...bench,
    license,
    upload: async (dossierId, content, declaredType = 'application/pdf') => {
      const [fileId = ''] = (await uploadFiles(ctx, dossierId, incoming(content, declaredType))).ids;
      return { fileId, version: 1 };
    },
    uploadVersion: async (fileId, content, declaredType = 'application/pdf') => {
      const { version } = await uploadFileVersion(ctx, fileId, incoming(content, declaredType));
      return { fileId, version };
    },
    jobWith: (limits = {}, signal) => {
      const job = bench.job();
      const settings = { ...job.platform.settings, analysis: { ...LIMITS, ...limits } };
      return { ...job, ...(signal && { signal }), platform: { ...job.platform, queue: ctx.platform.queue, settings } };
    },
    found: async ({ fileId, version }) => {
      const [row] = await owner<Found>(
        `select f.processing_status as status, f.page_count as "pageCount", f.error ->> 'code' as code,
           array(select text from app.file_pages p where p.file_id = f.id and p.version = $2 order by page) as texts,
           (select count(*)::integer from app.usage_ledger u where u.file_id = f.id) as counted,
           (select coalesce(sum(u.pages), 0)::integer from app.usage_ledger u where u.file_id = f.id) as pages
         from app.files f where f.id = $1`,
        [fileId, version],
      );
      if (!row) throw new Error('no such file');
      return row;
    },
  };
}
