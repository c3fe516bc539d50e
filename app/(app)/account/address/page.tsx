import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { shownAddress } from "@/server/mail/shown-address";
import { loadWaitingAddress } from "@/server/roster/addresses";
import { load } from "@/server/viewer";
import { AddressView } from "@/ui/roster/address-view";
import { decideAddressAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.address };

export default personalPage(async (viewer) => {
  const waiting = await load(loadWaitingAddress);
  if (!waiting) notFound();
  const { words } = wordsFor(viewer);
  const { text, ...address } = words.roster.address;
  return (
    <AddressView
      change={waiting.id}
      page={pageToken(viewer)}
      action={decideAddressAction}
      text={{ ...address, text: text(shownAddress(waiting.address)), signIn: words.roster.signIn }}
    />
  );
});
