import type { Agent } from 'node:http';
import { recordCall } from '../coverage.ts';
import type { WireAnswer } from '../http.ts';
import { breaches, type Caller } from './breaches.ts';
import { type Amount, type Case, casesOf } from './cases.ts';
import { curlLine } from './curl.ts';
import { type Draft, targetOf, type Verdict } from './draft.ts';
import { rawRequests } from './raw.ts';
import type { FlatOperation } from './spec.ts';
import { exchangeBytes, exchangeDraft, type Outgoing } from './wire.ts';
import type { World } from './world.ts';

/** What an operation has been asked and how it answered. */
export interface Tally {
  readonly operationId: string;
  readonly statuses: Map<string, number>;
  requests: number;
  /** Inputs there was no time for. */
  left: number;
  succeeded: boolean;
  /** Each with the line that shows it. */
  readonly defects: string[];
}

const LANES = 4;
const MOST_DEFECTS = 25;
/** Wrong secrets are counted against the address that all tests share. */
const MOST_REFUSED_LOGINS = 10;

/** Sends an operation its inputs and holds every answer against the contract. */
export async function fuzzOperation(world: World, agent: Agent, operation: FlatOperation, amount: Amount): Promise<Tally> {
  const tally: Tally = { operationId: operation.operationId, statuses: new Map(), requests: 0, left: 0, succeeded: false, defects: [] };
  const base = await world.prepare(operation);
  const run = new Run(world, agent, operation, base, tally);
  await run.send({ label: 'the good call', caller: 'owner', verdict: 'valid', changes: [] });
  const waiting = casesOf(world, operation, base, amount);
  const lane = async (): Promise<void> => {
    while (tally.defects.length < MOST_DEFECTS && Date.now() < (amount.until ?? Infinity)) {
      const next = waiting.shift();
      if (!next) return;
      await run.send(next);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  tally.left = waiting.length;
  await run.sendRaw();
  return tally;
}

class Run {
  readonly #world: World;
  readonly #agent: Agent;
  readonly #operation: FlatOperation;
  readonly #base: Draft;
  readonly #tally: Tally;
  #refusedLogins = 0;

  constructor(world: World, agent: Agent, operation: FlatOperation, base: Draft, tally: Tally) {
    this.#world = world;
    this.#agent = agent;
    this.#operation = operation;
    this.#base = base;
    this.#tally = tally;
  }

  async send({ label, caller, verdict, changes }: Case): Promise<void> {
    const operation = this.#operation;
    if (this.#refusedLogins > MOST_REFUSED_LOGINS && verdict !== 'invalid') return;
    const uses = verdict === 'valid' && changes.length > 0 && !['GET', 'HEAD', 'OPTIONS'].includes(operation.method);
    const fresh = uses ? await this.#world.prepare(operation) : this.#base;
    const draft = changes.reduce((sum, change) => change.apply(sum), await this.#signed(fresh, caller));
    const outgoing = this.#outgoing(draft);
    const answer = await exchangeDraft(this.#agent, outgoing).catch((error: Error) => error);
    const fault = answer instanceof Error ? [`no answer: ${answer.message}`] : this.#judge(draft, caller, verdict, answer);
    this.#note(label, answer instanceof Error ? undefined : answer, fault, () => curlLine(outgoing));
    if (
      !(answer instanceof Error) &&
      operation.operationId === 'requestToken' &&
      [400, 401].includes(answer.status) &&
      verdict !== 'invalid'
    )
      this.#refusedLogins += 1;
  }

  /** Bytes that no client library would send; the connection may be closed without an answer. */
  async sendRaw(): Promise<void> {
    const draft = await this.#signed(this.#base, 'owner');
    for (const [label, bytes, elsewhere] of rawRequests(this.#outgoing(draft))) {
      const answer = await exchangeBytes(this.#world.base(this.#operation), bytes);
      const judged = elsewhere ? { ...draft, target: '/' } : draft;
      const fault = answer ? this.#judge(judged, 'owner', 'any', answer) : [];
      this.#note(
        label,
        answer,
        fault,
        () => `printf '%b' ${JSON.stringify(bytes.toString('latin1').slice(0, 2_000))} | nc ${this.#world.base(this.#operation).host}`,
      );
    }
  }

  #outgoing(draft: Draft): Outgoing {
    const target = targetOf(this.#operation, draft);
    return { method: draft.method, base: this.#world.base(this.#operation), target, headers: draft.headers, body: draft.body };
  }

  async #signed(draft: Draft, caller: Caller): Promise<Draft> {
    return { ...draft, headers: [...(await this.#world.headers(this.#operation, caller)), ...draft.headers] };
  }

  #judge(draft: Draft, caller: Caller, verdict: Verdict, answer: WireAnswer): string[] {
    const segments = Object.values(draft.path);
    const elsewhere =
      draft.target !== undefined || draft.method !== this.#operation.method || segments.some((one) => /^(\.|%2e){0,2}$|[;#?]/i.test(one));
    const secrets = draft.headers.flatMap(([name, value]) =>
      name.toLowerCase() === 'authorization' && value.length > 500 ? [value.slice(7)] : [],
    );
    if (!elsewhere) recordCall(this.#operation.operationId, answer.status);
    return breaches({ operation: this.#operation, verdict, caller, elsewhere, query: draft.query.join('&'), secrets }, answer);
  }

  #note(label: string, answer: WireAnswer | undefined, faults: readonly string[], line: () => string): void {
    const { statuses } = this.#tally;
    const status = String(answer?.status ?? 'none');
    this.#tally.requests += 1;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (answer && answer.status < 400) this.#tally.succeeded = true;
    if (faults.length === 0) return;
    const said = answer?.bytes.toString('utf8', 0, 600) ?? '';
    this.#tally.defects.push(`${this.#tally.operationId}: ${label}\n  ${faults.join('\n  ')}\n  ${line()}\n  ${status} ${said}`);
  }
}
