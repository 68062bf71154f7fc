import type { Handlers, OperationId, Routes } from './contract.ts';

type Filled<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];
type Rooms = Readonly<Record<string, Routes>>;
type Missing<R extends Rooms> = Exclude<OperationId, { [A in keyof R]: Filled<R[A]> }[keyof R]>;
type Doubled<R extends Rooms> = {
  [A in keyof R]: { [B in Exclude<keyof R, A>]: Filled<R[A]> & Filled<R[B]> }[Exclude<keyof R, A>];
}[keyof R];
type Unknown<R extends Rooms> = Exclude<{ [A in keyof R]: keyof R[A] }[keyof R], OperationId>;
// the operation's id becomes part of the compiler's first sentence
type Say<Text extends string, Id> = { readonly [I in Id & string as `${Text}: ${I}`]: never };
type Complete<R extends Rooms> = Say<'not in the contract', Unknown<R>> & Say<'two handlers', Doubled<R>> & Say<'no handler', Missing<R>>;

/**
 * Merges the rooms' tables into one, operationId to handler. Compiles only when every operation of the contract has
 * exactly one handler; a missing, doubled or unknown one is named in the compiler's message.
 */
export function allHandlers<const R extends Rooms>(rooms: R & Complete<R>): Handlers {
  const all: Record<string, unknown> = Object.create(null);
  for (const [room, table] of Object.entries<Routes>(rooms)) {
    for (const [id, handler] of Object.entries(table)) {
      if (id in all) throw new Error(`two rooms handle operation ${id}; the second is ${room}`);
      all[id] = handler;
    }
  }
  return all as Handlers; // proved by Complete<R>
}
