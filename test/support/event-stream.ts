import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { schemaFaults } from './contract.ts';

/** What stands between two empty lines of a text/event-stream. */
export interface Block {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
  readonly comment?: string;
}

/** The `data` of an event, held against the contract. */
export interface EventData {
  readonly type: string;
  readonly id: string;
  readonly dossierId: string | null;
  readonly fileId: string | null;
  readonly version: number | null;
  readonly resultPackageId: string | null;
  readonly status: string | null;
  readonly code: string | null;
}

/** Reads a text/event-stream as its client does. */
export class EventReader {
  readonly #blocks: AsyncGenerator<Block, void, undefined>;
  readonly #schema: string;
  /** What a client would send to go on: the last id it saw. */
  lastEventId: string | undefined;
  lastComment: string | undefined;

  constructor(body: AsyncIterable<unknown>, schema = 'Event') {
    this.#blocks = blocksOf(body);
    this.#schema = schema;
  }

  /** The next block, undefined at the end. Rejects when the stream breaks off. */
  async block(): Promise<Block | undefined> {
    const { value } = await this.#blocks.next();
    if (!value) return undefined;
    this.lastEventId = value.id ?? this.lastEventId;
    this.lastComment = value.comment ?? this.lastComment;
    return value;
  }

  /** The next event; comments are passed over. Undefined at the end. */
  async next(): Promise<EventData | undefined> {
    for (let block = await this.block(); block; block = await this.block()) if (block.data !== undefined) return this.#event(block);
    return undefined;
  }

  /** Reads on to the end and gives the last comment. */
  async end(): Promise<string | undefined> {
    while (await this.block());
    return this.lastComment;
  }

  #event({ id, event, data = '' }: Block): EventData {
    const parsed = JSON.parse(data) as EventData;
    assert.deepEqual(schemaFaults(['components', 'schemas', this.#schema], parsed), [], data);
    assert.equal(event, parsed.type);
    assert.ok(id, 'an event without id');
    return parsed;
  }
}

async function* blocksOf(body: AsyncIterable<unknown>): AsyncGenerator<Block, void, undefined> {
  let text = '';
  for await (const chunk of body) {
    const blocks = (text + String(chunk)).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield parse(block);
  }
  assert.equal(text, '', 'the stream ended within a block');
}

const parse = (block: string): Block =>
  Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon) || 'comment', line.slice(colon + 1).replace(/^ /, '')];
    }),
  );

export interface StreamRequest {
  /** Up to and with `/api/v1`. */
  readonly baseUrl: string;
  readonly path?: string;
  readonly token: string;
  readonly tenant: string;
  readonly lastEventId?: string | undefined;
  readonly schema?: string;
}

/** An open stream of the API; `answer.destroy()` leaves it. */
export async function openEvents(request: StreamRequest): Promise<{ readonly answer: IncomingMessage; readonly reader: EventReader }> {
  const { baseUrl, path = '/events', token, tenant, lastEventId, schema } = request;
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}`, 'x-tenant-id': tenant };
  const resumed = { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
  const [answer] = (await once(get(baseUrl + path, { headers: resumed }), 'response')) as [IncomingMessage];
  return { answer, reader: new EventReader(answer.setEncoding('utf8'), schema) };
}
