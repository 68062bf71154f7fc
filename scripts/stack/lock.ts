import { createConnection, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

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
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address(name), () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

/** The process that holds the lock; undefined when nobody does. */
export function lockHolder(name: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(address(name));
    socket.setEncoding('utf8');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(/^\d+$/.test(text) ? Number(text) : undefined));
  });
}

/** Takes the lock, waiting for its holder; `onWait` is told once. Throws after `milliseconds`. */
export async function waitForLock(name: string, milliseconds: number, onWait: () => void): Promise<Lock> {
  const deadline = Date.now() + milliseconds;
  for (let told = false; ; told = true) {
    const lock = await tryLock(name);
    if (lock !== undefined) return lock;
    if (!told) onWait();
    if (Date.now() > deadline)
      throw new Error(`Waited ${milliseconds / 1000} s in vain for process ${(await lockHolder(name)) ?? '(unknown)'}.`);
    await sleep(100);
  }
}
