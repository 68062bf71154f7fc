/** Takes one line for a person to read. */
export type Say = (line: string) => void;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Says what a part does, and how long it took. Parts start side by side, so each saying is a line of its own. */
export class Progress {
  readonly #say: Say;
  readonly #part: string;

  constructor(say: Say, part: string) {
    this.#say = say;
    this.#part = part;
  }

  note(text: string): void {
    this.#say(`${this.#part.padEnd(11)} ${text}`);
  }

  /** Runs a step between `<doing> ...` and `<done> (time)`. */
  async step<T>(doing: string, done: string, run: () => Promise<T>): Promise<T> {
    const started = Date.now();
    this.note(`${doing} ...`);
    const result = await run();
    this.note(`${done} (${seconds(Date.now() - started)})`);
    return result;
  }
}
