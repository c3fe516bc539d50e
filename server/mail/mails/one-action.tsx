import type { MailContent } from "../content";
import { Action } from "../layout";

type Words = {
  readonly subject: string;
  readonly text: (organization: string) => string;
  readonly action: string;
  readonly note: string;
};

/** A mail about the addressee's own account: what happened, a link, and a note. */
export const oneAction = (words: Words, organization: string, path: string): MailContent => ({
  subject: words.subject,
  body: (
    <>
      <p>{words.text(organization)}</p>
      <Action label={words.action} path={path} />
      <p>{words.note}</p>
    </>
  ),
});
