/** Cookies of one browser. Secure is ignored on purpose: the tests' Keycloak speaks plain HTTP on loopback. */
class CookieJar {
  readonly #cookies = new Map<string, { readonly pair: string; readonly path: string }>();

  take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      this.#cookies.set(`${path} ${pair.split('=')[0]}`, { pair, path });
    }
  }

  header(url: URL): string {
    const sent = [...this.#cookies.values()].filter(({ path }) => `${url.pathname}/`.startsWith(path));
    return sent.map(({ pair }) => pair).join('; ');
  }
}

export interface BrowserLogin {
  readonly start: URL;
  readonly username: string;
  readonly password: string;
  /** Where the browser must end up. */
  readonly redirectUri: string;
}

/** Follows a login like a browser, fills its forms in, and gives the address it comes back to. Throws when it does not. */
export async function logIn({ start, username, password, redirectUri }: BrowserLogin): Promise<URL> {
  const jar = new CookieJar();
  let answer = await hop(jar, start);
  for (let steps = 0; steps < 10; steps++) {
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      const target = new URL(location, answer.url);
      if (target.href.startsWith(redirectUri)) return target;
      answer = await hop(jar, target);
      continue;
    }
    const page = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined || /id="input-error(?!-container)/.test(page))
      throw new Error(`the login page refuses (${answer.status}): ${textOf(page)}`);
    const fields = new URLSearchParams({ credentialId: '' });
    if (/name="username"/.test(page)) fields.set('username', username);
    if (/name="password"/.test(page)) fields.set('password', password);
    answer = await hop(jar, new URL(action), fields);
  }
  throw new Error('the login does not come to an end');
}

async function hop(jar: CookieJar, url: URL, form?: URLSearchParams): Promise<Response> {
  const sent = { redirect: 'manual', headers: { cookie: jar.header(url) } } as const;
  const answer = await fetch(url, form === undefined ? sent : { ...sent, method: 'POST', body: form });
  jar.take(answer);
  return answer;
}

const textOf = (page: string): string =>
  page
    .replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
