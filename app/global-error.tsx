"use client";

import { defaultLocale } from "@/lib/i18n/locales";
import { Failure, type FailureProps } from "./failure";
import "./globals.css";

/** Every failure outside the frame of signed-in pages. */
export default function GlobalError(props: FailureProps) {
  return (
    <html lang={defaultLocale}>
      <body>
        <Failure {...props} />
      </body>
    </html>
  );
}
