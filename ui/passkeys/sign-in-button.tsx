"use client";

import { useState } from "react";
import type { auth } from "@/lib/i18n/en/auth";
import { Button } from "../button";
import { Notice } from "../notice";
import { type PasskeyProblem, signWithPasskey } from "./browser";

type Text = (typeof auth)["signIn"]["passkey"];
type Problem = PasskeyProblem | "tooMany" | "unreachable";
type Props = { next: string; text: Text };

const address = "/api/auth/passkey";

/**
 * Signs in with a passkey of this device, and goes on where the server says: to the page that was asked for, or back with
 * a reason.
 */
export function PasskeyButton({ next, text }: Props) {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    setProblem(undefined);
    const outcome = await signIn(next);
    if (typeof outcome === "object") return window.location.assign(outcome.location);
    setProblem(outcome);
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button kind="secondary" onClick={press} disabled={busy}>
        {text.action}
      </Button>
      {problem && (
        <Notice kind="warning" live>
          {text.problems[problem]}
        </Notice>
      )}
    </div>
  );
}

async function signIn(next: string): Promise<{ location: string } | Problem> {
  try {
    const asked = await fetch(address, { method: "POST", cache: "no-store" });
    if (!asked.ok) return asked.status === 429 ? "tooMany" : "unreachable";
    const answer = await signWithPasskey(await asked.json());
    if (typeof answer === "string") return answer;
    const response = await fetch(address, {
      method: "PUT",
      cache: "no-store",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answer, next }),
    });
    return response.ok ? await response.json() : "unreachable";
  } catch {
    return "unreachable";
  }
}
