import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";

/**
 * What a view needs to write to its reader, under the same names everywhere in `ui`: `words` is the whole dictionary of
 * a language, `text` is one part of it, and `format` writes figures and dates.
 */
export type ViewProps = { words: Dictionary; format: Formats };
