import { PROBLEM_TYPES, type ProblemCode } from '../core/problem-types.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const words = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

/** The page that a problem's `type` points to: what it means and how to mend it. */
export function problemPage(code: ProblemCode): string {
  const { status, title, description, fix } = PROBLEM_TYPES[code];
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escape(title)} - Tabularium API</title></head>
  <body>
    <h1>${escape(title)}</h1>
    <p><code>${code}</code>, HTTP status ${status}</p>
    <h2>What happened</h2>
    <p>${words(description)}</p>
    <h2>What to do</h2>
    <p>${words(fix)}</p>
    <p><a href="../docs">All operations</a></p>
  </body>
</html>
`;
}
