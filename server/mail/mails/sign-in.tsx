import { linkToken, mailedCode } from "../../auth/secrets";
import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To somebody who wants to sign in. Payload: `next`, the page to go to afterwards. */
export function signIn({ mail: { id, payload }, words: { signIn: words } }: MailProps): MailContent {
  const query = new URLSearchParams({ token: linkToken(id), next: payload.next ?? "" });
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text}</p>
        <Action label={words.action} path={`/sign-in/verify?${query}`} />
        <p>{words.code(mailedCode(id))}</p>
        <p>{words.notYou}</p>
      </>
    ),
  };
}
