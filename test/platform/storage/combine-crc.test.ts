import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { combineCrc32, combineCrc32c } from '../../../src/platform/storage/combine-crc.ts';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';

const facts = (bytes: Uint8Array) => ({ size: bytes.length, crc32: crc32(bytes), crc32c: crc32c(bytes) });

test('the CRCs of pieces make the CRC of the whole, however it was cut, empty pieces included', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 }), (pieces) => {
      const whole = Buffer.concat(pieces);
      assert.equal(combineCrc32(pieces.map(facts)), crc32(whole));
      assert.equal(combineCrc32c(pieces.map(facts)), crc32c(whole));
    }),
  );
});

test('pieces of many megabytes, and lengths beyond 32 bits', () => {
  const pieces = [Buffer.alloc(7_000_001, 'abc'), Buffer.alloc(12_345_678, 'xyz!'), Buffer.from('end')];
  const whole = Buffer.concat(pieces);
  assert.equal(combineCrc32(pieces.map(facts)), crc32(whole));
  assert.equal(combineCrc32c(pieces.map(facts)), crc32c(whole));
  // 2^32 zero bytes after an "a": once in one piece, once in 4,096 of them
  const zeros = Buffer.alloc(2 ** 20);
  const first = facts(Buffer.from('a'));
  const many = Array.from({ length: 4_096 }, () => facts(zeros));
  const one = { size: 2 ** 32, crc32: combineCrc32(many), crc32c: combineCrc32c(many) };
  assert.equal(combineCrc32([first, one]), combineCrc32([first, ...many]));
  assert.equal(combineCrc32c([first, one]), combineCrc32c([first, ...many]));
});
