import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import { defaultLocale } from "@/lib/i18n/locales";
import { requireRecentSignIn } from "@/server/auth/sign-in-again";
import { load, requireViewer } from "@/server/viewer";
import { PageTitle } from "@/ui/page-title";

const { title, lede } = dictionary(defaultLocale).auth.again.done;

export const metadata: Metadata = { title };

/** The last page of signing in again in a new tab: the step that asked for it goes on in the first tab. */
export default async function SignedInAgainPage() {
  await load(requireRecentSignIn);
  const { name } = await requireViewer();
  return (
    <div className="mx-auto max-w-phone">
      <PageTitle title={title} lede={fill(lede, { name })} />
    </div>
  );
}
