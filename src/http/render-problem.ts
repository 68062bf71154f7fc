import type { Problem } from '../core/errors.ts';

interface ProblemFacts {
  readonly publicUrl: string;
  readonly requestId: string;
  readonly path: string;
}

/** The one shape of an error: RFC 9457 with our code, fields, time and request id. */
export function renderProblem(problem: Problem, facts: ProblemFacts): string {
  return JSON.stringify({
    type: `${facts.publicUrl}/api/v1/problems/${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance: facts.path.slice(0, 2048),
    code: problem.code,
    message: problem.detail,
    timestamp: new Date().toISOString(),
    requestId: facts.requestId,
    errors: problem.errors,
  });
}
