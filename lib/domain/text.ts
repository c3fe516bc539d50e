import { z } from "zod";

/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which are no characters. */
const unstorable = /[\0\p{Surrogate}]/u;

/** Text from people that the database can hold, without blanks around it. Refuses with "unreadable". */
export const storableText = () =>
  z
    .string()
    .refine((text) => !unstorable.test(text), "unreadable")
    .trim();
