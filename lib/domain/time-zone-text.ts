import { z } from "zod";
import { typedTimeZone } from "./time-zones";

/** A time zone as a form gives it, read by `typedTimeZone`. Refuses with "unknown". */
export const timeZoneText = () =>
  z.string().transform((text, context) => {
    const name = typedTimeZone(text);
    if (name !== undefined) return name;
    context.addIssue({ code: "custom", message: "unknown" });
    return z.NEVER;
  });
