import { failure } from "@/lib/i18n/en/failure";
import { plainPage } from "./plain-page";

/** A page for a browser that was turned away; `again` where it asks again by itself. */
export function busyPage(again: boolean): string {
  const { title, reads, sends } = failure.busy;
  return plainPage(title, again ? reads : sends);
}
