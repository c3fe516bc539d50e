import { asAuth } from "@/db/client";
import { tryCode } from "@/db/queries/sign-in";
import { plainDigits } from "@/lib/domain/digits";
import { DomainError } from "../errors";
import { currentNetwork } from "../http/network";
import { countFailure } from "../http/rate-limit";
import { newSessionToken, presentedCode, verificationHash } from "./secrets";

/** Wrong entries after which a code no longer works: five guesses out of a million. */
const guesses = 5;

/** `locked`: codes are not taken for now, of this address or at all; the link in the same mail still works. */
export type CodeOutcome = { kind: "accepted"; token: string } | { kind: "wrong" } | { kind: "locked" };

/**
 * Exchanges the newest code mailed to an address for a token that signs in at once. Wrong tries are counted for the
 * address, for the network they come from and over the whole installation, each with a limit.
 */
export async function redeemCode(address: string, typed: string): Promise<CodeOutcome> {
  const token = newSessionToken();
  const attempt = {
    identifier: address,
    codeHash: verificationHash(presentedCode(address, plainDigits(typed))),
    tokenHash: verificationHash(token),
    guesses,
  };
  try {
    return await asAuth(async (tx, client) => {
      const counted = [
        ["code-address", address],
        ["code-network", currentNetwork()],
        ["code-everybody", ""],
        ["code-everybody-day", ""],
      ] as const;
      const { kind } = await countFailure(client, counted, async () => {
        const kind = await tryCode(tx, attempt);
        return { kind, failed: kind !== "accepted" };
      });
      return kind === "accepted" ? { kind, token } : { kind };
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "too-many") return { kind: "locked" };
    throw error;
  }
}
