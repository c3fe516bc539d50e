import { randomUUID } from "node:crypto";
import { asAuth } from "@/db/client";
import { queueSignInMail } from "@/db/queries/sign-in";
import { currentNetwork } from "../http/network";
import { countTowards } from "../http/rate-limit";
import { localPath } from "./local-path";
import { linkToken, mailedCode, presentedCode, verificationHash } from "./secrets";

/**
 * Queues the mail with link and code if the address is invited, and answers the same way if it is not. Refuses with
 * "too-many" by limits that count every request alike, so that they tell nothing about the address either.
 */
export async function requestSignInMail(address: string, next: string): Promise<void> {
  await countTowards("mail-network", currentNetwork());
  await countTowards("mail-everybody", "");
  await countTowards("mail-address", address);
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
