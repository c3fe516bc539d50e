import { z } from "zod";
import { isLongerThan, isStorable, isUnbroken, isVisible } from "./characters";

/** Controls that turn the direction of the text after them, so that it is shown in another order than it has. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from people that the database can hold, without blanks around it and without controls of direction, its accents
 * composed (NFC), so that the same name from a Mac is the same text. Text of which nothing can be seen counts as empty.
 * Refuses with "unreadable".
 */
export const storableText = () =>
  z
    .string()
    .refine(isStorable, "unreadable")
    .overwrite((text) =>
      isVisible(text) ? text.replace(directionControls, "").trim().normalize("NFC") : "",
    );

/**
 * The same for what is typed into a field, with a limit in graphemes (`isLongerThan`), beyond which it refuses with `code`.
 * A text of which a character was lost is "unreadable".
 */
export const limitedText = (limit: number, code: string) =>
  storableText()
    .refine(isUnbroken, "unreadable")
    .refine((text) => !isLongerThan(text, limit), code);
