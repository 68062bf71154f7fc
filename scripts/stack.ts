// npm run stack -- status|stop|reset [--instance dev]
import { parseArgs } from 'node:util';
import { instanceFolders } from './stack/paths.ts';
import { showStatus } from './stack/status.ts';
import { resetInstance, stopInstance } from './stack/stopping.ts';

const USAGE = `Usage: npm run stack -- <command> [--instance <name>]

  status   what runs, where, and who runs it (exit code 3 when nothing does)
  stop     stops everything of the instance in order
  reset    stops it and throws its data, ports and secrets away

The instance of npm start is "dev" (the default), the one of npm test is "test".`;

const say = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { instance: { type: 'string', default: 'dev' } } });
  const folders = instanceFolders(values.instance);
  const [command] = positionals;
  if (positionals.length !== 1) throw new Error(USAGE);
  if (command === 'status') return (await showStatus(folders, say)) ? 0 : 3;
  if (command === 'stop') {
    await stopInstance(folders, say);
    say(`instance ${folders.instance} is stopped; its data is kept`);
    return 0;
  }
  if (command === 'reset') {
    await resetInstance(folders, say);
    say(`instance ${folders.instance} is gone; the next start makes it anew`);
    return 0;
  }
  throw new Error(USAGE);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
