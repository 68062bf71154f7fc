import type { Tokens } from './tokens.ts';

const RENEW_BEFORE_MS = 30_000;

/** A login that lasts: gives an access token that is still good, asking for a new one shortly before the old one's end. */
export class Session {
  #tokens: Tokens;
  #renewAt: number;
  #renewing: Promise<string> | undefined;
  readonly #renew: (tokens: Tokens) => Promise<Tokens>;

  constructor(tokens: Tokens, renew: (tokens: Tokens) => Promise<Tokens>) {
    this.#tokens = tokens;
    this.#renewAt = renewAt(tokens);
    this.#renew = renew;
  }

  async bearer(): Promise<string> {
    if (Date.now() < this.#renewAt) return this.#tokens.access_token;
    this.#renewing ??= this.renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Asks for new tokens now. */
  async renew(): Promise<string> {
    this.#tokens = await this.#renew(this.#tokens);
    this.#renewAt = renewAt(this.#tokens);
    return this.#tokens.access_token;
  }
}

const renewAt = ({ expires_in }: Tokens): number => Date.now() + expires_in * 1000 - RENEW_BEFORE_MS;
