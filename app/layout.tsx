import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { FailureScript } from "./failure";
import "./globals.css";

const { shell } = dictionary(defaultLocale);

// Scripts run by a nonce of their own request, so no page can be made beforehand.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: shell.brand, template: `%s · ${shell.brand}` },
  description: shell.description,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#151a21" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={defaultLocale}>
      <body>
        <a
          href="#main"
          className="sr-only rounded-lg bg-accent font-semibold text-paper focus:not-sr-only focus:fixed focus:px-4 focus:py-2 focus:top-2 focus:left-2 focus:z-50"
        >
          {shell.skipToContent}
        </a>
        {children}
        <FailureScript />
      </body>
    </html>
  );
}
