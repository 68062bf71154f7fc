import { type Change, type Draft, type Verdict, withBody } from './draft.ts';
import { HOSTILE_TEXTS } from './texts.ts';

const B = 'fuzz-boundary';
const TYPE = `multipart/form-data; boundary=${B}`;

const part = (head: string, content: string): string => `--${B}\r\n${head}\r\n\r\n${content}\r\n`;
const file = (disposition: string, content = 'hello'): string =>
  part(`Content-Disposition: form-data; ${disposition}\r\nContent-Type: text/plain`, content);
const END = `--${B}--\r\n`;

/** Forms with files, good and broken ones; the fields are those of the contract's uploads. */
export function multipartChanges(fields: readonly string[]): Change[] {
  const change = (label: string, verdict: Verdict, body: string | Buffer, type = TYPE): Change => ({
    slot: 'body',
    label: `form ${label}`,
    verdict,
    apply: (draft: Draft) => withBody(draft, type, body),
  });
  const good = file('name="file"; filename="a.txt"') + END;
  const names = HOSTILE_TEXTS.filter(([, text]) => !/[\r\n\u0000"]/.test(text) && text.isWellFormed());
  return [
    change('with one file', 'valid', good),
    ...names.map(([label, text]) => change(`whose file is called ${label}`, 'any', file(`name="file"; filename="${text}"`) + END)),
    ...names.map(([label, text]) => change(`with a part called ${label}`, 'any', file(`name="${text}"; filename="a.txt"`) + good)),
    ...fields.flatMap((name) => [
      change(
        `whose ${name} is no JSON`,
        name === 'file' ? 'any' : 'invalid',
        part(`Content-Disposition: form-data; name="${name}"`, '{') + good,
      ),
      change(
        `whose ${name} is a list`,
        name === 'file' ? 'any' : 'invalid',
        part(`Content-Disposition: form-data; name="${name}"`, '[1]') + good,
      ),
      change(
        `whose ${name} is deep`,
        name === 'file' ? 'any' : 'invalid',
        part(`Content-Disposition: form-data; name="${name}"`, '['.repeat(50_000)) + good,
      ),
      change(
        `whose ${name} has a field of a prototype`,
        name === 'file' ? 'any' : 'invalid',
        part(`Content-Disposition: form-data; name="${name}"`, '{"__proto__":{"a":1}}') + good,
      ),
      change(
        `whose ${name} comes last`,
        'any',
        good.slice(0, -END.length) + part(`Content-Disposition: form-data; name="${name}"`, '{}') + END,
      ),
    ]),
    change('without a part', 'invalid', END),
    change('that is empty', 'invalid', ''),
    change('that is no form', 'invalid', 'hello'),
    change('without its end', 'invalid', good.slice(0, -END.length)),
    change('cut in a head', 'invalid', good.slice(0, B.length + 20)),
    change('with an empty file', 'invalid', file('name="file"; filename="a.txt"', '') + END),
    change('without a disposition', 'invalid', part('X-A: b', 'hello') + END),
    change('whose part has no name', 'invalid', file('filename="a.txt"') + END),
    change('with a head of 100,000 bytes', 'any', part(`X-Long: ${'x'.repeat(100_000)}`, 'a') + good),
    change('with 2,000 fields', 'invalid', part('Content-Disposition: form-data; name="a"', '1').repeat(2_000) + good),
    change('with 50 files', 'any', file('name="file"; filename="a.txt"').repeat(50) + END),
    change(
      'in a form',
      'any',
      part('Content-Disposition: form-data; name="file"\r\nContent-Type: multipart/mixed; boundary=x', '--x--') + END,
    ),
    change('with a broken filename*', 'any', file('name="file"; filename*=UTF-8\'\'%zz%c3%28; filename="a.txt"') + END),
    change(
      'with another transfer encoding',
      'any',
      part('Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Transfer-Encoding: base64', 'aGVsbG8=') + END,
    ),
    change('with another boundary', 'invalid', good, 'multipart/form-data; boundary=other'),
    change('with bare line feeds', 'any', good.replaceAll('\r\n', '\n')),
  ];
}
