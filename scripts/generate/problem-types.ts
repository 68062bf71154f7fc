import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { header, literal } from './text.ts';

/** One kind of problem as api-spec/problems.yaml describes it. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  readonly use: 'operation' | 'any' | 'reserved';
  readonly description: string;
  readonly fix: string;
}

export const readProblemTypes = (root: string): Readonly<Record<string, ProblemType>> =>
  parse(readFileSync(join(root, 'api-spec/problems.yaml'), 'utf8')) as Record<string, ProblemType>;

/** Text of core/problem-types.ts. */
export function problemTypesSource(root: string): string {
  return `${header('api-spec/problems.yaml')}

/** Every kind of problem the API answers with: status, title, what happened, how to mend it. */
export const PROBLEM_TYPES = ${literal(readProblemTypes(root))} as const;

export type ProblemCode = keyof typeof PROBLEM_TYPES;
`;
}
