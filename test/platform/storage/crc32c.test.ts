import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';

test('CRC-32C of the vectors in RFC 3720, B.4', () => {
  const rising = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
  const scsiRead = Buffer.from('01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000', 'hex');
  assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
  assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
  assert.equal(crc32c(rising), 0x46dd794e);
  assert.equal(crc32c(rising.toReversed()), 0x113fdb5c);
  assert.equal(crc32c(scsiRead), 0xd9963a56);
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(crc32c(Buffer.alloc(0)), 0);
});

test('CRC-32C does not depend on how the bytes are cut or aligned', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(400), fc.nat(7), (bytes, cut, shift) => {
      const moved = new Uint8Array(bytes.length + shift).subarray(shift);
      moved.set(bytes);
      const at = Math.min(cut, bytes.length);
      assert.equal(crc32c(moved), bitByBit(bytes));
      assert.equal(crc32c(moved.subarray(at), crc32c(moved.subarray(0, at))), bitByBit(bytes));
    }),
  );
});

function bitByBit(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
