import { createConnection, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { markOf, type ProcessMark } from './process.ts';

/** A lock that the kernel frees with its holder, however that one ends. */
export interface Lock {
  release(): Promise<void>;
}

// A listening socket in Linux' abstract namespace: no file to go stale, and the holder answers who it is.
const address = (name: string): string => `\0tabularium/${name}`;

/** Takes the lock `name`; undefined when another process has it. */
export function tryLock(name: string): Promise<Lock | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(JSON.stringify(markOf(process.pid)));
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address(name), () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

/** The process that says it holds the lock; undefined when nobody does. The name is open to all: whoever acts on it looks first. */
export function lockHolder(name: string): Promise<ProcessMark | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(address(name));
    socket.setEncoding('utf8');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(readMark(text)));
  });
}

function readMark(text: string): ProcessMark | undefined {
  try {
    const { pid, startTime, bootId } = JSON.parse(text) as Partial<Record<keyof ProcessMark, unknown>>;
    const whole = Number.isSafeInteger(pid) && Number(pid) > 0 && typeof startTime === 'string' && typeof bootId === 'string';
    return whole ? { pid: Number(pid), startTime, bootId } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the lock, waiting for its holder; `onWait` is told once. Throws after `milliseconds`. */
export async function waitForLock(name: string, milliseconds: number, onWait: () => void): Promise<Lock> {
  const deadline = Date.now() + milliseconds;
  for (let told = false; ; told = true) {
    const lock = await tryLock(name);
    if (lock !== undefined) return lock;
    if (!told) onWait();
    if (Date.now() > deadline)
      throw new Error(`Waited ${milliseconds / 1000} s in vain for process ${(await lockHolder(name))?.pid ?? '(unknown)'}.`);
    await sleep(100);
  }
}
