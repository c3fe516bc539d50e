import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { PageTitle } from "@/ui/page-title";

const { title, lede } = dictionary(defaultLocale).auth.again.done;

export const metadata: Metadata = { title };

/** Where signing in again in a tab of its own ends: the step that asked for it goes on in the other tab. */
export default function SignedInAgainPage() {
  return (
    <div className="mx-auto max-w-phone">
      <PageTitle title={title} lede={lede} />
    </div>
  );
}
