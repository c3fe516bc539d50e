"use client";

import { defaultLocale } from "@/lib/i18n/locales";
import { Failure, type FailureProps } from "./failure";
import "./globals.css";

/** Every failure outside the frame of signed-in pages. */
export default function GlobalError({ error }: Pick<FailureProps, "error">) {
  return (
    <html lang={defaultLocale}>
      <body>
        {/* There is no router here: trying again loads the whole page. */}
        <Failure error={error} retry={() => window.location.reload()} />
      </body>
    </html>
  );
}
