import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { Client } from '../support/client.ts';
import { environment, setting } from '../support/environment.ts';
import { readPage } from '../support/guides.ts';
import { scrape } from '../support/metrics.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';

const PAGE = readPage('docs/operations/metrics.md');
const server = `${environment().internalUrl}/metrics`;
const worker = `http://${setting('INTERNAL_HOST')}:${setting('WORKER_PORT')}/metrics`;

/** Names in the first column of the page's tables. */
const documented = (): string[] =>
  [...PAGE.matchAll(/^\| (`[a-z].*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([a-z0-9_]+)`/g)].map(([, name = '']) => name))
    .toSorted();

/** The parsed `yaml` blocks of the page. */
const examples = (): unknown[] => [...PAGE.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => parse(text) as unknown);

const NAME = /\b(?:tabularium|process|nodejs)_[a-z0-9_]+/g;

describe('docs/operations/metrics.md', () => {
  it('names every metric that server and worker show, and none that they do not', async () => {
    for (const url of [server, worker]) assert.deepEqual((await scrape(url)).names.toSorted(), documented(), url);
  });

  it('has the labels of each metric right', async () => {
    const rows = [...PAGE.matchAll(/^\| (`[a-z].*?) \|(.*?)\|/gm)].map(([, names = '', labels = '']) => ({
      names: [...names.matchAll(NAME)].map(([name]) => name),
      labels: labels.trim().split(', ').filter(Boolean).toSorted(),
    }));
    for (const url of [server, worker]) {
      const { text } = await scrape(url);
      for (const { names, labels } of rows)
        for (const name of names)
          for (const [, found = ''] of text.matchAll(new RegExp(`^${name}(?:_count)?(?:\\{(.*?)\\})? `, 'gm')))
            assert.deepEqual([...found.matchAll(/(\w+)="/g)].map(([, label = '']) => label).toSorted(), labels, name);
    }
  });

  it('shows a scrape configuration with the addresses that are there', async () => {
    const [{ scrape_configs: jobs }] = examples() as [
      { scrape_configs: { metrics_path: string; static_configs: { targets: string[] }[] }[] },
    ];
    assert.deepEqual(
      jobs.map(({ metrics_path, static_configs }) => [new URL(`http://x${metrics_path}`).pathname, static_configs.length]),
      [
        [new URL(server).pathname, 1],
        [new URL(worker).pathname, 1],
      ],
    );
  });

  it('shows alerts on metrics that exist, each with a summary', async () => {
    const [, { groups }] = examples() as [
      unknown,
      { groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] },
    ];
    const rules = groups.flatMap((group) => group.rules);
    assert.ok(rules.length >= 5);
    const known = new Set(documented());
    for (const { alert, expr, annotations } of rules) {
      const named = [...expr.matchAll(NAME)].map(([name]) => name);
      assert.ok(named.length > 0, alert);
      for (const name of named) assert.ok(known.has(name), `${alert}: ${name}`);
      assert.ok(annotations.summary.length > 20, alert);
    }
  });
});

describe('metrics of the worker', () => {
  it('count jobs and sweeps as they happen', async () => {
    const before = await scrape(worker);
    const done = { queue: 'extraction.analyze-file', outcome: 'done' };
    const { owner } = await freshWorkspace();
    const dossier = (await owner.post<{ id: string }>('/dossiers', { json: { name: 'Watched' }, expect: 201 })).body.id;
    const upload = { body: 'text', headers: { 'content-type': 'text/plain' }, query: { filename: 'a.txt' }, expect: 202 };
    await owner.post(`/dossiers/${dossier}/files`, upload);
    const name = 'tabularium_job_attempts_total';
    const now = await waitFor('the job to be counted', async () => {
      const seen = await scrape(worker);
      return seen.value(name, done) > before.value(name, done) && seen;
    });
    assert.ok(now.value('tabularium_job_duration_seconds_count', { queue: done.queue }) >= now.value(name, done));
    assert.ok(now.value('tabularium_sweep_runs_total', { sweep: 'objects', outcome: 'done' }) >= 1);
    assert.ok(now.value('tabularium_sweep_last_success_timestamp_seconds', { sweep: 'objects' }) > 1e9);
  });

  it('show the same queues as the server, and are asked for as Prometheus and others ask', async () => {
    const inside = new Client({ baseUrl: environment().internalUrl, listener: 'internal' });
    for (const accept of [
      'text/plain;version=0.0.4',
      'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1',
    ])
      await inside.get('/metrics', { headers: { accept }, expect: 200 });
    const queues = async (url: string): Promise<string[]> => [...((await scrape(url)).labels().get('queue') ?? [])].toSorted();
    assert.deepEqual(await queues(server), await queues(worker));
  });
});
