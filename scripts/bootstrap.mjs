// Entry of every npm script. Plain Node 20, no dependency: it must run before anything is installed.
// Checks the machine, installs packages when absent or stale, then hands over to the Node of the lockfile.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.tabularium-lock');
const CHECKED_TOOLS = join(MODULES, '.tabularium-tools');
const STARTS_STACK = new Set(['start', 'demo', 'test', 'prove', 'bench']);

class Advice extends Error {}

const say = (line) => process.stderr.write(`tabularium: ${line}\n`);

function checkPlatform() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Advice(
      `Linux on x64 or arm64 is supported; this is ${process.platform} on ${process.arch}.\n` +
        'Use a Linux machine or virtual machine (WSL 2 on Windows, Lima or UTM on macOS).',
    );
  }
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Advice(`Node 20 or newer is needed; this is ${process.version}.\nInstall one from https://nodejs.org/en/download.`);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Does what npm noted in node_modules match package-lock.json? Optional packages of other platforms may be absent. */
function installedMatchesLock(lockText) {
  const noted = join(MODULES, '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = readJson(noted).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true || wanted.peer === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

async function installPackages() {
  const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const hash = hashOf(lockText);
  const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash && existsSync(nodeOfLockfile());
  if (isInstalled()) return;
  const lock = await lockInstallation();
  try {
    if (!isInstalled()) installLocked(lockText, hash); // another start may have done it meanwhile
  } finally {
    lock.close();
  }
}

/**
 * Two npm ci in one folder delete under each other. The lock is of the kind of stack/lock.ts: the kernel frees it with its
 * holder. The first releases of Node 20 know but one such name: there, first starts in other folders wait too.
 */
async function lockInstallation() {
  for (let told = false; ; told = true) {
    const lock = await listen(`\0tabularium/install-${hashOf(ROOT).slice(0, 12)}`);
    if (lock !== undefined) return lock;
    if (!told) say('waiting for another start in this folder, which is installing packages ...');
    await sleep(200);
  }
}

/** A server on the address; undefined when it is taken. */
function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function installLocked(lockText, hash) {
  if (!installedMatchesLock(lockText) || !existsSync(nodeOfLockfile())) runNpmCi();
  if (!existsSync(nodeOfLockfile())) {
    throw new Advice(
      `npm ci finished, but ${nodeOfLockfile()} is missing: optional packages were left out.\n` +
        'Run "npm config get omit" (it must not name optional), delete node_modules and try again.',
    );
  }
  writeFileSync(STAMP, hash);
}

function runNpmCi() {
  say(
    existsSync(MODULES)
      ? 'package-lock.json has changed: installing its packages (npm ci) ...'
      : 'first run: installing packages (npm ci), 1 to 2 minutes ...',
  );
  const started = Date.now();
  const viaNpm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const result = spawnSync(
    viaNpm[0],
    [...viaNpm[1], 'ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=optional', '--include=dev'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      // the engines field is for the program; npm itself runs on the Node that is here
      env: { ...process.env, npm_config_engine_strict: 'false', NODE_ENV: '' },
    },
  );
  if (result.error) throw new Advice(`npm could not be started: ${result.error.message}\nInstall npm together with Node 20 or newer.`);
  if (result.status !== 0) {
    const how = result.signal ? `was ended by ${result.signal}` : `failed with exit code ${result.status}`;
    throw new Advice(
      `npm ci ${how}; its own message stands above.\nMost often the package registry cannot be reached (npm ping) or the disk is full (df -h .).`,
    );
  }
  say(`packages installed (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

const nodeOfLockfile = () => join(MODULES, '.bin', 'node');

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {}
  }
  return undefined;
}

function javaPath() {
  const home = process.env.JAVA_HOME;
  return home && existsSync(join(home, 'bin', 'java')) ? join(home, 'bin', 'java') : onPath('java');
}

const INSTALL = {
  java: 'Debian, Ubuntu:  sudo apt-get install openjdk-17-jre-headless\nFedora, RHEL:    sudo dnf install java-21-openjdk-headless\nHomebrew:        brew install openjdk@21',
  maven: 'Debian, Ubuntu:  sudo apt-get install maven\nFedora, RHEL:    sudo dnf install maven\nHomebrew:        brew install maven',
};

/** Java and Maven serve the embedded S3 server and Keycloak only: nobody needs them who brings both. */
function checkTools(name) {
  if (!STARTS_STACK.has(name) || (process.env.S3_ENDPOINT && process.env.OIDC_ISSUER)) return;
  const java = javaPath();
  const maven = onPath('mvn');
  const instead =
    'Or bring services of your own: with S3_ENDPOINT and OIDC_ISSUER set, neither Java nor Maven is needed (docs/operations).';
  if (!java)
    throw new Advice(
      `Java 17 or newer is needed for the embedded S3 server and Keycloak; no "java" was found.\n${INSTALL.java}\n${instead}`,
    );
  if (!maven)
    throw new Advice(
      `Maven 3.8 or newer is needed to fetch the embedded S3 server and Keycloak; no "mvn" was found.\n${INSTALL.maven}\n${instead}`,
    );
  const key = [java, maven].map((path) => `${realpathSync(path)} ${statSync(path).mtimeMs}`).join('\n');
  if (existsSync(CHECKED_TOOLS) && readFileSync(CHECKED_TOOLS, 'utf8') === key) return;
  demandVersion(java, ['-version'], /version "(?:1\.)?(\d+)()/, [17, 0], 'Java', INSTALL.java);
  demandVersion(maven, ['-version'], /Apache Maven (\d+)\.(\d+)/, [3, 8], 'Maven', INSTALL.maven);
  writeFileSync(CHECKED_TOOLS, key);
}

function demandVersion(path, args, pattern, [major, minor], name, install) {
  const run = spawnSync(path, args, { encoding: 'utf8' });
  const text = `${run.stdout ?? ''}${run.stderr ?? ''}`;
  const found = pattern.exec(text);
  const wanted = minor ? `${major}.${minor}` : `${major}`;
  if (!found)
    throw new Advice(
      `${path} does not tell its version:\n${text.trim() || run.error?.message}\n${name} ${wanted} or newer is needed.\n${install}`,
    );
  const [foundMajor, foundMinor] = [Number(found[1]), Number(found[2] || 0)];
  if (foundMajor > major || (foundMajor === major && foundMinor >= minor)) return;
  throw new Advice(`${name} ${wanted} or newer is needed; ${path} is ${foundMajor}${minor ? `.${foundMinor}` : ''}.\n${install}`);
}

/** The IPC channel is a lifeline: when this process is killed the script notices and stops what it started. */
function handOver(script, args) {
  const child = spawn(nodeOfLockfile(), [script, ...args], { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(new Advice(`cannot start ${nodeOfLockfile()}: ${error.message}`)));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(error) {
  if (!(error instanceof Advice)) throw error;
  say(error.message);
  process.exit(1);
}

try {
  const [name, ...args] = process.argv.slice(2);
  checkPlatform();
  const script = join(ROOT, 'scripts', `${name}.ts`);
  if (name === undefined || !/^[a-z][a-z-]*$/.test(name) || !existsSync(script)) {
    throw new Advice(`there is no script "${name ?? ''}"; "npm run" lists them.`);
  }
  await installPackages();
  checkTools(name);
  handOver(script, args);
} catch (error) {
  fail(error);
}
