// Says its own process id and then keeps the processor busy for ever: run by child-life.test.ts as a child.
import { writeSync } from 'node:fs';

writeSync(3, `${process.pid}\n`);
for (;;) Math.random();
