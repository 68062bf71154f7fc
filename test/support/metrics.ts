import { strict as assert } from 'node:assert';

/** What one process showed at one scrape. */
export interface Scrape {
  readonly text: string;
  readonly contentType: string;
  /** Names of the metrics, without the endings of histograms. */
  readonly names: readonly string[];
  /** The value of a series, 0 when there is none. Labels that are not named may have any value; several series are added up. */
  value(name: string, labels?: Readonly<Record<string, string>>): number;
  /** Every value of a label that any series has. */
  labels(): ReadonlyMap<string, ReadonlySet<string>>;
}

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Scrapes a process as Prometheus does. */
export async function scrape(url: string): Promise<Scrape> {
  const answer = await fetch(url, { headers: { accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1' } });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  const series = text.split('\n').flatMap(parseLine);
  const matches = (one: Series, labels: Readonly<Record<string, string>>): boolean =>
    Object.entries(labels).every(([label, value]) => one.labels[label] === value);
  return {
    text,
    contentType: answer.headers.get('content-type') ?? '',
    names: [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name),
    value: (name, labels = {}) =>
      series.filter((one) => one.name === name && matches(one, labels)).reduce((sum, { value }) => sum + value, 0),
    labels: () => {
      const all = Map.groupBy(
        series.flatMap((one) => Object.entries(one.labels)),
        ([label]) => label,
      );
      return new Map([...all].map(([label, entries]) => [label, new Set(entries.map(([, value]) => value))]));
    },
  };
}

function parseLine(line: string): Series[] {
  const found = /^([a-zA-Z0-9_:]+)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (!found) {
    assert.ok(line === '' || line.startsWith('# '), `not the text format: ${line}`);
    return [];
  }
  const [, name = '', labels = '', value] = found;
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]);
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
}
