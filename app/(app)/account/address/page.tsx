import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadWaitingAddress } from "@/server/roster/addresses";
import { load, requireViewer } from "@/server/viewer";
import { AddressView } from "@/ui/roster/address-view";
import { decideAddressAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.address };

export default async function AddressPage() {
  const viewer = await requireViewer();
  const waiting = await load(loadWaitingAddress);
  if (!waiting) notFound();
  const { words } = wordsFor(viewer);
  const { text, ...address } = words.roster.address;
  return (
    <AddressView
      change={waiting.id}
      page={pageToken(viewer)}
      action={decideAddressAction}
      text={{ ...address, text: text(waiting.address), signIn: words.roster.signIn }}
    />
  );
}
