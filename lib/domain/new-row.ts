/**
 * The field of a form that adds something: the id that what it adds will have, made with the form. The database keeps an id
 * once, so that a form which is sent twice adds once, whoever sends it again: a second press before the page's scripts run,
 * or a try after an answer that was lost.
 */
export const newIdField = "newId";
