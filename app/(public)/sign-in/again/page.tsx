import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { PageTitle } from "@/ui/page-title";

const { title, lede } = dictionary(defaultLocale).auth.again.done;

export const metadata: Metadata = { title };

/** The last page of signing in again in a new tab: the step that asked for it goes on in the first tab. */
export default function SignedInAgainPage() {
  return (
    <div className="mx-auto max-w-phone">
      <PageTitle title={title} lede={lede} />
    </div>
  );
}
