/**
 * The field of a form that adds something: the id that what it adds will have, made with the form. The id is unique in
 * the database, so a form that is submitted twice adds one row: by a second press before the page's scripts run, or again
 * after the answer to the first was lost.
 */
export const newIdField = "newId";
