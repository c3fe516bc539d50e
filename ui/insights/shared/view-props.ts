import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";

/** Every part of a view speaks one reader's language. */
export type ViewProps = { words: Dictionary; format: Formats };
