import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const PLACES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
  ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => `${folder}/${name}`),
);
const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The installed Chromium: CHROMIUM, else where distributions put it. Throws with the way to get one. */
function findChromium(): string {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && given !== '') {
    if (isProgram(given)) return given;
    throw new Error(`CHROMIUM names ${given}, which is no program.`);
  }
  const found = PLACES.find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium is installed. Debian: apt-get install chromium; Fedora: dnf install chromium; others: set CHROMIUM to its path.',
  );
}

/** Starts it without a window and without calls home. The sandbox is left out for root only, whom Chromium refuses it. */
export function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath: findChromium(), headless: true, chromiumSandbox: process.getuid?.() !== 0, args: quiet });
}

/** Everything a browser complains about on pages of `origin`: refused by policy, not found, thrown. Grows while they are open. */
export function complaints(context: BrowserContext, origin: string): readonly string[] {
  const all: string[] = [];
  context.on('console', (message) => {
    const { url } = message.location();
    if (['error', 'warning'].includes(message.type()) && url.startsWith(origin)) all.push(`${message.type()}: ${message.text()} (${url})`);
  });
  context.on('weberror', (error) => all.push(`thrown: ${error.error().message} (${error.page()?.url()})`));
  context.on('requestfailed', (request) => {
    if (request.url().startsWith(origin)) all.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) all.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== '' && !['127.0.0.1', 'localhost'].includes(hostname)) all.push(`asked elsewhere: ${request.url()}`);
  });
  return all;
}
