import { setTimeout as sleep } from 'node:timers/promises';
import { findLeftover } from './part.ts';
import type { InstanceFolders } from './paths.ts';
import { choosePort, isFree } from './ports.ts';
import type { Say } from './progress.ts';
import { type PortName, type State, saveState } from './state.ts';

// which of our processes may rightly hold a kept port
const HOLDERS: Readonly<Record<PortName, string>> = {
  postgres: 'postgresql',
  s3: 's3',
  keycloak: 'keycloak',
  keycloakManagement: 'keycloak',
  public: 'api',
  internal: 'api',
  worker: 'worker',
};

/** A port that a foreign process has taken meanwhile is replaced by another one. */
export async function checkKeptPorts(folders: InstanceFolders, state: State, say: Say): Promise<void> {
  for (const name of Object.keys(HOLDERS) as PortName[]) {
    const port = state.ports[name];
    if (findLeftover(folders, HOLDERS[name]) !== undefined || (await staysFree(port))) continue;
    state.ports[name] = await choosePort(new Set(Object.values(state.ports)));
    saveState(folders, state);
    say(`port ${port} (${name}) is taken by another program: ${state.ports[name]} from now on`);
  }
}

/** A server of ours that has just ended may hold its port for a moment. */
async function staysFree(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await isFree(port)) return true;
    await sleep(100);
  }
  return false;
}
