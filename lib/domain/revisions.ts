/**
 * The highest revision that a form may send. Each change raises the revision by 1, and the result must fit PostgreSQL's
 * `integer`, whose greatest value is one more.
 */
export const REVISION_AT_MOST = 2_147_483_646;
