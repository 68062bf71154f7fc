/** The schema of knex's own two tables. They live apart, so that taking back the first migration may drop all of `app`. */
export const BOOKS = 'migrations';
