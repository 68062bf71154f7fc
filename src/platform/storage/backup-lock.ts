// A backup reads rows first and copies the objects they name afterwards: until it has them, nothing that was condemned may be removed.
// It holds this lock as long as its connection lives; whoever removes looks at it in the transaction that claims.

const KEY = `hashtextextended('tabularium backup', 0)`;

/** For the session of a backup. Column: held; false while another backup is at work. */
export const HOLD_OBJECTS = `select pg_try_advisory_lock(${KEY}) as held`;

/** Column: free; then no backup begins to read rows until the transaction has ended. */
export const MAY_REMOVE = { name: 'sweep-may-remove', text: `select pg_try_advisory_xact_lock_shared(${KEY}) as free` };
