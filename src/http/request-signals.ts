import type { Response } from 'express';

/**
 * The signals of the requests of one listener. Each is made when a handler asks for it, and aborts when the caller leaves
 * before her answer is whole or when running requests must end; an answer that went out whole has nothing left to abort.
 */
export class RequestSignals {
  readonly #stopping: AbortSignal;
  readonly #running = new Set<AbortController>();

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping;
    const stop = (): void => this.#running.forEach((one) => one.abort(stopping.reason));
    stopping.addEventListener('abort', stop, { once: true });
  }

  of(res: Response): AbortSignal {
    if (this.#stopping.aborted) return this.#stopping;
    const controller = new AbortController();
    if (res.closed) controller.abort(gone());
    else this.#follow(controller, res);
    return controller.signal;
  }

  #follow(controller: AbortController, res: Response): void {
    this.#running.add(controller);
    res.once('close', () => {
      this.#running.delete(controller);
      if (!res.writableFinished) controller.abort(gone());
    });
  }
}

const gone = (): Error => new Error('the connection was closed');
