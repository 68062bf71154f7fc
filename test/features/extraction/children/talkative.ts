// Never stops answering: run by child-life.test.ts as a child.
import { writeSync } from 'node:fs';

for (;;) {
  try {
    writeSync(3, `${'x'.repeat(10_000)}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
  }
}
