import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import fc from 'fast-check';
import { networkOf } from '../../../src/platform/identity/failure-limits.ts';

it('an IPv6 household is its /64, however it is written; an IPv4 one its address', () => {
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
  assert.equal(networkOf('2001:DB8::1'), '2001:db8:0:0::/64');
  assert.equal(networkOf('2001:db8:0:0:1:2:3:4'), networkOf('2001:db8::9'));
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(networkOf('unknown'), 'unknown');
  const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
  const groups = (n: number) => fc.array(group, { minLength: n, maxLength: n });
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), (net, one, other) => {
      assert.equal(networkOf([...net, ...one].join(':')), networkOf([...net, ...other].join(':')));
    }),
  );
});
