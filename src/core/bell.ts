/** A wake-up call that is not missed when it comes between the look and the sleep. */
export class Bell {
  #rang = false;
  #wake = (): void => {};

  hush(): void {
    this.#rang = false;
  }

  readonly ring = (): void => {
    this.#rang = true;
    this.#wake();
  };

  /** Resolves at the next ring, at once when it rang since `hush`, when one of `others` ends, or after `ms`. */
  async rung(ms: number, others: Iterable<Promise<void>> = []): Promise<void> {
    if (this.#rang) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms); // cleared below: who was told to stop must not live on for the last sleep
    await Promise.race([promise, ...others]);
    clearTimeout(timer);
  }
}
