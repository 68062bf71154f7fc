import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { MemoryBudget } from '../../../src/platform/storage/memory-budget.ts';

const { signal } = new AbortController();

test('who finds no memory in time is turned away with the time to come back, and takes nothing with them', async () => {
  const budget = new MemoryBudget(10, 1);
  await budget.reserve(10, false, signal);
  await assert.rejects(budget.reserve(1, false, signal), { code: 'unavailable', headers: { 'Retry-After': '5' } });
  budget.release(10);
  await budget.reserve(10, false, signal);
});

test('writes under way come before new ones, and a larger one is not passed by smaller ones', async () => {
  const budget = new MemoryBudget(10, 600_000);
  const order: string[] = [];
  const take = (name: string, bytes: number, urgent: boolean): Promise<unknown> =>
    budget.reserve(bytes, urgent, signal).then(() => order.push(name));
  await take('all', 10, false);
  const waiting = [take('new', 4, false), take('large', 8, true), take('small', 2, true)];
  budget.release(4);
  await new Promise(setImmediate);
  assert.deepEqual(order, ['all']);
  budget.release(6);
  await Promise.all(waiting.slice(1));
  assert.deepEqual(order, ['all', 'large', 'small']);
  budget.release(8);
  await waiting[0];
});

test('a caller who leaves while waiting lets the next one through', async () => {
  const budget = new MemoryBudget(10, 600_000);
  await budget.reserve(6, false, signal);
  const left = new AbortController();
  const gone = budget.reserve(10, true, left.signal);
  const next = budget.reserve(4, false, signal);
  left.abort(new Error('closed'));
  await assert.rejects(gone, /closed/);
  await next;
});

test('what is larger than the budget counts as all of it', async () => {
  const budget = new MemoryBudget(10);
  await budget.reserve(96, true, signal);
  budget.release(96);
  await budget.reserve(10, false, signal);
});
