import { type FieldFault, Problem } from '../core/errors.ts';
import { sayFault } from './say-fault.ts';

/** A whole number as people write one. The validator also takes `1e1`, `0x10`, `+1` and a space, which stands for zero. */
const PLAIN = /^-?\d{1,20}$/;

/** Throws Problem `invalid-request` when one of these query parameters is there and is no plain number. */
export function refuseOddNumbers(query: object, names: readonly string[]): void {
  const given = query as Readonly<Record<string, unknown>>;
  const errors = names.flatMap((name): FieldFault[] => {
    const text = given[name];
    if (typeof text !== 'string' || text === '' || PLAIN.test(text)) return []; // the validator knows what to say of the others
    return [{ pointer: name, code: 'type', detail: sayFault({ pointer: name, code: 'type', message: 'must be integer' }) }];
  });
  if (errors.length > 0) throw new Problem('invalid-request', { detail: errors.map(({ detail }) => detail).join(' '), errors });
}
