// npm run operate -- workspace list: workspaces, members and backups, by the owner of the database.
import { parseArgs } from 'node:util';
import { BACKUP_COMMANDS } from './operate/backup/commands.ts';
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
  backup             --to <folder>     rows and objects of all workspaces, while everything goes on
  backup verify      --from <folder>   reads a backup to its last byte
  restore            --from <folder>   into a migrated, empty database and the bucket; stop API and worker first

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
  to: text,
  from: text,
  instance: { type: 'string', default: 'dev' },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const name = positionals.slice(0, 2).join(' ');
  const [id, ...more] = positionals.slice(2);
  if (more.length > 0 || (id !== undefined && !TAKE_ID.has(name))) throw new Error(USAGE);
  const given = { ...values, all: values.all === true ? 'true' : undefined, id };
  const [command, backup] = [COMMANDS[name], BACKUP_COMMANDS[name]];
  if (command !== undefined) console.log(await command(operatorSettings(process.env, values.instance), given));
  else if (backup !== undefined) console.log(await backup(given));
  else throw new Error(USAGE);
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
