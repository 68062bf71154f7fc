/** Remembers for a while that the other side does not answer, so that an outage costs callers one wait and not one each. */
export class Pause {
  readonly #ms: number;
  #until = 0;

  constructor(ms: number) {
    this.#ms = ms;
  }

  begin(): void {
    this.#until = Date.now() + this.#ms;
  }

  get active(): boolean {
    return Date.now() < this.#until;
  }
}
