import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf, traceHeaders, traceParent } from '../../src/core/origin.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

test('a valid traceparent is gone on with: its trace and sampling, a span of our own each time', () => {
  const origin = originOf('r', PARENT, 'vendor=opaque, rojo@x=00f067aa0ba902b7');
  assert.deepEqual(origin, { requestId: 'r', traceId: TRACE, sampled: true, traceState: 'vendor=opaque, rojo@x=00f067aa0ba902b7' });
  const [one, other] = [traceParent(origin), traceParent(origin)];
  assert.match(one, new RegExp(`^00-${TRACE}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
  assert.notEqual(one, other);
  assert.equal(originOf('r', one, undefined).traceId, TRACE);
  assert.equal(traceHeaders(origin)['tracestate'], origin.traceState);
});

test('of the flags only the one that version 00 knows is passed on, and of a later version what 00 knows of it', () => {
  assert.match(traceParent(originOf('r', `00-${TRACE}-00f067aa0ba902b7-fe`, undefined)), /-00$/);
  assert.match(traceParent(originOf('r', `00-${TRACE}-00f067aa0ba902b7-ff`, undefined)), /-01$/);
  for (const later of [`cc-${TRACE}-00f067aa0ba902b7-01`, `cc-${TRACE}-00f067aa0ba902b7-01-what the future brings`]) {
    assert.match(traceParent(originOf('r', later, undefined)), new RegExp(`^00-${TRACE}-`));
  }
});

test('a malformed traceparent counts as none, its tracestate with it, and a trace begins', () => {
  for (const parent of [
    undefined,
    '',
    'nonsense',
    PARENT.toUpperCase(),
    ` ${PARENT}`,
    `${PARENT}-more`,
    `${PARENT}, ${PARENT}`,
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-00f067aa0ba902b7`,
    `00-${TRACE}-00f067aa0ba902b7-0`,
    `00-${TRACE}x-00f067aa0ba902b7-01`,
  ]) {
    const origin = originOf('r', parent, 'vendor=opaque');
    assert.match(origin.traceId, /^(?!0{32})[0-9a-f]{32}$/, parent);
    assert.notEqual(origin.traceId, TRACE, parent);
    assert.deepEqual([origin.sampled, origin.traceState], [false, undefined], parent);
    assert.equal(traceHeaders(origin)['tracestate'], undefined);
  }
});

test('a tracestate that is malformed or too long is dropped, the trace kept', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, n) => `k${n}=v`).join(',');
  for (const good of ['a=1', 'a=1,', 'a=1,,b=2', '0a@b=c d', many(32)]) assert.equal(originOf('r', PARENT, good).traceState, good);
  for (const bad of [
    '',
    'a',
    'A=1',
    'a=b=c',
    'a=\u00e4',
    'a=b\n',
    `a=${'x'.repeat(257)}`,
    many(33),
    `a=${'x'.repeat(250)},b=${'x'.repeat(250)},c=${'x'.repeat(9)}`,
  ]) {
    const origin = originOf('r', PARENT, bad);
    assert.deepEqual([origin.traceId, bad === '' || origin.traceState === undefined], [TRACE, true], bad);
  }
});
