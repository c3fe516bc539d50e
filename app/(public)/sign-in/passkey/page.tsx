import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { wordsFor } from "@/app/words";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { heldPath, homePath, localPath } from "@/server/auth/local-path";
import { pageToken } from "@/server/auth/secrets";
import { loadSignInWays } from "@/server/auth/ways";
import { currentHeld } from "@/server/viewer";
import { HeldView } from "@/ui/passkeys/held-view";
import { ProviderForm } from "../provider-form";
import { addHeldPasskeyAction, beginHeldPasskeyAction } from "./actions";

export const metadata: Metadata = { title: dictionary(defaultLocale).strongSignIn.held.title };

type Props = { searchParams: Promise<{ next?: string }> };

/** Where a session leads that the organization's rule makes good for nothing else. */
export default async function HeldPage({ searchParams }: Props) {
  const asked = localPath((await searchParams).next);
  const next = asked.startsWith(heldPath) ? homePath : asked;
  const held = await currentHeld();
  if (!held) redirect(next);
  const { passkey, provider } = loadSignInWays();
  return (
    <HeldView
      held={held}
      ways={{ passkey, provider: provider && <ProviderForm name={provider.name} next={next} /> }}
      next={next}
      actions={{ page: pageToken(held), begin: beginHeldPasskeyAction, add: addHeldPasskeyAction }}
      words={wordsFor(held).words}
    />
  );
}
