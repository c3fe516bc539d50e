"use client";

import { defaultLocale } from "@/lib/i18n/locales";
import ErrorPage from "./error";
import "./globals.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function GlobalError(props: Props) {
  return (
    <html lang={defaultLocale}>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
