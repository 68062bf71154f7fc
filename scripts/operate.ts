// npm run operate -- workspace list: workspaces and their members, by the owner of the database.
import { parseArgs } from 'node:util';
import { COMMANDS, TAKE_ID } from './operate/commands.ts';
import { operatorSettings } from './operate/environment.ts';

const USAGE = `Usage: npm run operate -- <command> [options]

  workspace create   --name <name> [--owner <user>] [--capacity-pages <n>] [--time-zone <zone>]   prints the new id
  workspace list
  workspace suspend  --workspace <id or name>
  workspace resume   --workspace <id or name>
  workspace delete   --workspace <id or name>   hides it for good; its data is kept
  workspace capacity --workspace <id or name> --capacity-pages <n or unlimited>
  member add         --workspace <id or name> --user <user> --role <OWNER|MANAGER|MEMBER|READER|AUDITOR>
  member remove      --workspace <id or name> --user <user>
  jobs dead          jobs that used up their attempts, with their last error
  jobs redrive       <id>, or --all --queue <queue>   puts them back into their queues

A user is a user name or e-mail of Keycloak, or client:<client id> for a program's own account.
Without DATABASE_OWNER_URL and OIDC_* in the environment it works on the running embedded stack (--instance dev).`;

const text = { type: 'string' } as const;
const OPTIONS = {
  name: text,
  owner: text,
  'capacity-pages': text,
  'time-zone': text,
  workspace: text,
  user: text,
  role: text,
  queue: text,
  all: { type: 'boolean' },
  instance: { type: 'string', default: 'dev' },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const name = positionals.slice(0, 2).join(' ');
  const [id, ...more] = positionals.slice(2);
  const command = COMMANDS[name];
  if (command === undefined || more.length > 0 || (id !== undefined && !TAKE_ID.has(name))) throw new Error(USAGE);
  console.log(
    await command(operatorSettings(process.env, values.instance), { ...values, all: values.all === true ? 'true' : undefined, id }),
  );
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
