import { once } from 'node:events';
import { Socket } from 'node:net';
import type { AnswerLine } from './protocol.ts';

export interface Answer {
  /** Resolves when the line may be followed by the next one: the parent sets the pace. */
  write(line: AnswerLine): Promise<void>;
  /** Resolves when everything is handed to the kernel. */
  finish(): Promise<void>;
}

/** The pipe to the parent. When the parent goes away the process ends at once: nobody waits for the answer. */
export function openAnswer(fd: number): Answer {
  const pipe = new Socket({ fd, readable: true, writable: true, allowHalfOpen: false });
  let finishing = false;
  const parentGone = (): void => {
    if (!finishing) process.exit(1);
  };
  pipe.on('error', parentGone).on('close', parentGone).on('end', parentGone).resume();
  return {
    async write(line) {
      if (!pipe.write(`${JSON.stringify(line)}\n`)) await once(pipe, 'drain');
    },
    async finish() {
      finishing = true;
      const done = once(pipe, 'finish');
      pipe.end();
      await done;
    },
  };
}
