import { CookieJar } from './cookie-jar.ts';

export interface Person {
  readonly username: string;
  readonly password: string;
}

/** Redirects and login pages together; more is a circle. */
const MAX_STEPS = 15;

/**
 * What a browser does between `/auth/authorize` and the redirect URI: follows redirects, fills in Keycloak's login page
 * (user name and password on one page, or one after the other once the realm has organizations), and stops at the
 * redirect URI, which it gives back with its parameters. Throws with the page's own message when the login is refused.
 */
export async function signIn(authorizeUrl: URL, redirectUri: string, person: Person): Promise<URL> {
  const jar = new CookieJar();
  let response = await visit(jar, authorizeUrl);
  let asked: string | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      const next = new URL(location, response.url);
      if (next.href.startsWith(redirectUri)) return next;
      response = await visit(jar, next);
      continue;
    }
    const page = await response.text();
    const fields = loginFields(page, person);
    const question = Object.keys(fields).join();
    const refusal = messageOf(page);
    if (asked === question || question === '') throw new Error(`Login refused (${response.status}): ${refusal ?? page.slice(0, 300)}`);
    asked = question;
    response = await visit(jar, actionOf(page, response.url), new URLSearchParams(fields));
  }
  throw new Error(`The login did not come to an end after ${MAX_STEPS} steps.`);
}

async function visit(jar: CookieJar, url: URL, form?: URLSearchParams): Promise<Response> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: jar.header(url) },
    ...(form && { method: 'POST', body: form }),
  });
  jar.take(response);
  return response;
}

/** What this page asks for, filled in. */
function loginFields(page: string, { username, password }: Person): Record<string, string> {
  const asks = (name: string): boolean => new RegExp(`<input[^>]*\\sname="${name}"`).test(page);
  return { ...(asks('username') && { username }), ...(asks('password') && { password }) };
}

function actionOf(page: string, base: string): URL {
  const action = /<form[^>]*\saction="([^"]+)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`A page without a form: ${page.slice(0, 300)}`);
  return new URL(unescaped(action), base);
}

const unescaped = (html: string): string => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The error message of Keycloak's page, as text. */
function messageOf(page: string): string | undefined {
  const html = /id="(?:input-error[a-z-]*|kc-error-message)"[^>]*>([\s\S]*?)<\/(?:span|div)>/.exec(page)?.[1];
  return (
    html &&
    unescaped(html.replaceAll(/<[^>]+>/g, ' '))
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}
