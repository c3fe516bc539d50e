import { asWorker } from "@/db/client";
import { countDemoMail, listDemoMail } from "@/db/queries/outbox";
import type { Mailbox } from "@/lib/domain/mailbox";
import { limitsOf, pageInView, rowsWanted } from "@/lib/domain/paging";
import { isLoopback } from "../http/origins";
import { compose, formatsFor } from "./compose";
import { keepsMail } from "./transport";

const perPage = 20;

/**
 * Whether a request may read the demo's mail. As with the demo's people all three must hold: a demo process that sends
 * no mail, a request to this very machine, and (in the query) a demo database.
 */
export const hasMailbox = (host: string | undefined) => keepsMail() && isLoopback(host);

/** What the demo would have mailed; undefined wherever else mail is really sent. */
export async function loadMailbox(host: string | undefined, query: unknown): Promise<Mailbox | undefined> {
  if (!hasMailbox(host)) return undefined;
  const { view, rows } = await asWorker(async (tx) => {
    const view = pageInView(await countDemoMail(tx), perPage, rowsWanted.parse(query));
    return { view, rows: await listDemoMail(tx, limitsOf(view)) };
  });
  const mails = rows.map(async (row) => {
    const { subject, text } = await compose(row);
    const sentAt = formatsFor(row).formats.dateTime(new Date(row.sentAt).toISOString());
    return { id: row.id, to: `${row.givenName} <${row.email}>`, sentAt, subject, text };
  });
  return { view, mails: await Promise.all(mails) };
}
