import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../stack/paths.ts';

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;

/** Operations of the contract that answered no test with a status below 400. `calls` is the folder test/support/coverage.ts writes to. */
export function uncalledOperations(calls: string): string[] {
  const files = existsSync(calls) ? readdirSync(calls) : [];
  const lines = files.flatMap((name) => readFileSync(join(calls, name), 'utf8').split('\n'));
  const good = new Set(lines.flatMap((line) => (/^(\w+) [23]\d\d$/.test(line) ? [line.split(' ')[0]] : [])));
  const contract = JSON.parse(readFileSync(join(ROOT, 'src', 'http', 'generated', 'openapi.json'), 'utf8')) as { paths: Paths };
  const all = Object.values(contract.paths).flatMap((item) => Object.values(item).flatMap(({ operationId }) => operationId ?? []));
  return all.filter((operationId) => !good.has(operationId));
}
