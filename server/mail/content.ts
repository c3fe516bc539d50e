import type { ReactNode } from "react";
import type { WaitingMail } from "@/db/queries/outbox";
import type { dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";

/** What a mail is written from: its row of the outbox, with words and formats for its addressee. */
export type MailProps = {
  mail: Pick<WaitingMail, "orgId" | "personId" | "id" | "kind" | "organization" | "payload">;
  words: ReturnType<typeof dictionary>["mail"];
  formats: Formats;
};

/** `body` stands between the greeting and the footer. */
export type MailContent = { subject: string; body: ReactNode };
