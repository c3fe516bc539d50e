import type { PageInView } from "./paging";

/** A mail of the demo as its addressee would have read it. */
export type DemoMail = {
  id: string;
  /** The addressee's given name and address. */
  to: string;
  /** When it would have been sent, in the addressee's time. */
  sentAt: string;
  subject: string;
  text: string;
};

/** One page of what the demo would have mailed, newest first. */
export type Mailbox = { view: PageInView; mails: readonly DemoMail[] };
