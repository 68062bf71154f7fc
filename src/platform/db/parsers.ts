import pg from 'pg';

const { INT8, DATE } = pg.types.builtins;

// bigint is a number, for every bigint of ours is checked to 2^53; a date stays its text: as a Date it would move with the time zone
const OURS = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [DATE, String],
]);

/** How column values of a transaction become JavaScript values. */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => OURS.get(oid) ?? pg.types.getTypeParser(oid, format),
};
