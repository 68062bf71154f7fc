interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/**
 * The cookies of one browser on one host. It heeds paths, since two realms of one Keycloak use the same names, and
 * overlooks `Secure` on purpose: the demonstration's Keycloak listens on http at 127.0.0.1, which browsers trust too.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Keeps what a response sets, and forgets what it unsets. */
  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (wanted: string): string | undefined =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? '/';
      if (value === '' || attribute('max-age') === '0') this.#cookies.delete(`${name} ${path}`);
      else this.#cookies.set(`${name} ${path}`, { name, value, path });
    }
  }

  /** The Cookie header for a request to this address. */
  header(url: URL): string {
    const sent = [...this.#cookies.values()].filter(({ path }) => url.pathname.startsWith(path) || `${url.pathname}/` === path);
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
}
