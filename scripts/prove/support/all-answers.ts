import type { Caller, Item } from './caller.ts';

interface Page {
  readonly results: readonly Item[];
  readonly next: string | null;
}

/** Everything that a caller can read of the workspace, by its address: bodies as text, of bytes their size and SHA-256. */
export async function allAnswers(caller: Caller): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const read = async <T>(path: string): Promise<T> => {
    const body = await caller.call<T>('GET', path);
    answers.set(path, JSON.stringify(body));
    return body;
  };
  const bytes = async (path: string): Promise<void> => {
    answers.set(path, JSON.stringify(await caller.download(path)));
  };
  const list = async (path: string): Promise<readonly Item[]> => {
    const found: Item[] = [];
    for (let next: string | null = path; next !== null; ) {
      const page: Page = await read<Page>(next);
      found.push(...page.results);
      next = page.next;
    }
    return found;
  };

  for (const path of ['/license', '/license/usage', '/account', '/account/workspaces']) await read(path);
  await list('/dossier-templates');
  for (const path of ['/dossiers?limit=2', '/dossiers?status=TRASHED'])
    for (const { id } of await list(path)) {
      await read(`/dossiers/${id}`);
      await list(`/dossiers/${id}/files?sort=filename&limit=3`);
    }
  await list('/files?trashed=true');
  for (const { id } of await list('/files?limit=5')) {
    await read(`/files/${id}`);
    for (const { version } of (await list(`/files/${id}/versions`)) as readonly { readonly version?: number }[]) {
      await read(`/files/${id}/status?version=${version}`);
      await bytes(`/files/${id}/content?version=${version}`);
    }
  }
  for (const { id, status } of await list('/result-packages')) {
    await read(`/result-packages/${id}`);
    if (status === 'READY') await bytes(`/result-packages/${id}/content`);
  }
  return answers;
}

/** Throws naming the addresses whose answers differ. */
export function requireSame(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): void {
  const other = [...new Set([...before.keys(), ...now.keys()])].filter((path) => before.get(path) !== now.get(path));
  if (other.length === 0) return;
  const [first = ''] = other;
  throw new Error(`${other.length} answers differ, such as ${first}:\n  before ${before.get(first)}\n  now    ${now.get(first)}`);
}
