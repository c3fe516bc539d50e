import { randomUUID } from "node:crypto";
import { asAuth } from "@/db/client";
import { queueSignInMail } from "@/db/queries/sign-in";
import { localPath } from "./local-path";
import { linkToken, mailedCode, presentedCode, verificationHash } from "./secrets";

/** Queues the mail with link and code if the address is invited, and answers the same way if it is not. */
export async function requestSignInMail(address: string, next: string): Promise<void> {
  const id = randomUUID();
  await asAuth((tx) =>
    queueSignInMail(tx, {
      id,
      identifier: address,
      tokenHash: verificationHash(linkToken(id)),
      codeHash: verificationHash(presentedCode(address, mailedCode(id))),
      next: localPath(next),
    }),
  );
}
