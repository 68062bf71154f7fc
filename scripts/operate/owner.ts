import pg from 'pg';
import type { OwnerTx } from '../../src/features/workspaces/index.ts';

/** One transaction as the owning role. `run` sees every workspace. */
export async function inOwnerTransaction<T>(ownerUrl: string, run: (tx: OwnerTx) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tabularium operate' });
  await client.connect();
  try {
    await client.query('begin');
    const result = await run(asTx(client));
    await client.query('commit');
    return result;
  } finally {
    await client.end(); // what was not committed is gone with it
  }
}

function asTx(client: pg.Client): OwnerTx {
  const query: OwnerTx['query'] = async <Row extends object>(
    statement: Parameters<OwnerTx['query']>[0],
    values: readonly unknown[] = [],
  ) => {
    const text = typeof statement === 'string' ? statement : statement.text;
    return (await client.query<Row>(text, [...values])).rows;
  };
  const one: OwnerTx['one'] = async <Row extends object>(statement: Parameters<OwnerTx['one']>[0], values?: readonly unknown[]) =>
    (await query<Row>(statement, values))[0];
  return { query, one };
}
