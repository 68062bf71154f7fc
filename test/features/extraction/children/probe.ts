// Tries what a child must not be able to do, and answers what it got: run by confinement.test.ts as a child.
import { spawnSync } from 'node:child_process';
import { fstatSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { runInThisContext } from 'node:vm';
import { Worker } from 'node:worker_threads';

const attempt = (what: () => unknown): string => {
  try {
    what();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

const dial = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve('done'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'));
  });

const [, , secret = '', folder = '', port = ''] = process.argv;
const found = {
  readFile: attempt(() => readFileSync(secret)),
  writeFile: attempt(() => writeFileSync(`${folder}/left-behind`, 'x')),
  startProcess: attempt(() => {
    const { error } = spawnSync('/bin/true');
    if (error) throw error;
  }),
  startThread: attempt(() => new Worker('1', { eval: true })),
  runText: attempt(() => runInThisContext('eval("1")')),
  input: attempt(() => {
    if (fstatSync(0).isFIFO() || readFileSync(0).length > 0) throw new Error('something to read');
  }),
  environment: Object.keys(process.env).filter((name) => name !== '__CF_USER_TEXT_ENCODING'),
  network: await dial(Number(port)),
};
writeSync(3, `${JSON.stringify(found)}\n`);
process.exit(0);
