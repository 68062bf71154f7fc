import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { BufferPool, MAX_PARTS, PartBuffer, partBytes } from '../../../src/platform/storage/part-buffer.ts';

const MIB = 1024 * 1024;

test('10,000 parts hold more than 350 GiB and the first 2,000 stay at 6 MiB', () => {
  let total = 0;
  for (let number = 1; number <= MAX_PARTS; number += 1) total += partBytes(number);
  assert.equal(partBytes(1), 6 * MIB);
  assert.equal(partBytes(2000), 6 * MIB);
  assert.equal(partBytes(2001), 12 * MIB);
  assert.ok(total > 350 * 1024 * MIB);
});

test('the first part grows with what comes, keeps the bytes and ends at its limit', () => {
  const part = new PartBuffer(new BufferPool(2), 1);
  const piece = Buffer.alloc(100_000, 7);
  assert.equal(part.fill(piece), piece.length);
  assert.ok(part.bytes.equals(piece));
  assert.ok(part.bytes.buffer.byteLength < MIB);
  let taken = piece.length;
  while (!part.full) taken += part.fill(piece);
  assert.equal(taken, 6 * MIB);
  assert.equal(part.fill(piece), 0);
  assert.ok(part.bytes.every((byte) => byte === 7));
});
