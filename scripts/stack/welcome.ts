import type { Say } from './progress.ts';
import type { Stack } from './stack.ts';

interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Says where everything is, who may sign in, and a first line to paste. */
export function showWelcome(stack: Stack, workspaces: readonly Workspace[], shellFile: string, say: Say): void {
  const { env } = stack;
  const api = `${env['PUBLIC_URL']}/api/v1`;
  say('');
  say('Tabularium is running. Ctrl-C stops everything.');
  say('');
  say(`  API          ${api}`);
  say(`  live docs    ${api}/docs`);
  say(`  operations   http://${env['INTERNAL_HOST']}:${env['INTERNAL_PORT']}/api/v1/health/detail and /metrics`);
  say(`  worker       http://${env['INTERNAL_HOST']}:${env['WORKER_PORT']}/health/detail and /metrics`);
  say(`  issuer       ${env['OIDC_ISSUER']}`);
  say(`  logs, data   ${stack.folders.home}`);
  say(`  for a shell  source ${shellFile}`);
  say('');
  for (const { id, name } of workspaces) say(`  workspace    ${id}  ${name}`);
  const [first] = workspaces;
  if (env['DEMO_PASSWORD_CLIENT_ID'] === undefined || first === undefined) return;
  showUsers(env, say);
  showFirstLines(env, api, first, say);
}

function showUsers(env: Readonly<Record<string, string>>, say: Say): void {
  say('');
  for (const [name, what] of [
    ['ADA', 'a person, signs in with a browser'],
    ['GRACE', 'a person of the other workspace'],
    ['NIGHTLY', 'a program, password login only'],
  ]) {
    say(`  user         ${env[`DEMO_${name}_USERNAME`]?.padEnd(8)} ${env[`DEMO_${name}_PASSWORD`]}  ${what}`);
  }
}

function showFirstLines(env: Readonly<Record<string, string>>, api: string, workspace: Workspace, say: Say): void {
  const form = {
    grant_type: 'password',
    client_id: env['DEMO_PASSWORD_CLIENT_ID'],
    client_secret: env['DEMO_PASSWORD_CLIENT_SECRET'],
    username: env['DEMO_NIGHTLY_USERNAME'],
    password: env['DEMO_NIGHTLY_PASSWORD'],
  };
  const fields = Object.entries(form).map(([name, value]) => `-d ${name}=${value}`);
  say('');
  say('A first request, to paste into another terminal:');
  say('');
  say(`  TOKEN=$(curl -s ${api}/auth/token ${fields.join(' ')} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`);
  say(`  curl -s ${api}/dossiers -H "Authorization: Bearer $TOKEN" -H 'X-TENANT-ID: ${workspace.id}'`);
  say('');
}
