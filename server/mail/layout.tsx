import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { env } from "../env";

const font = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const button = { background: "#3538cd", color: "#ffffff", padding: "12px 20px", borderRadius: "8px" };

type Props = { locale: Locale; subject: string; footer: string; children: ReactNode };

/** The frame of every mail: one column in the mail program's own colours, without pictures or anything to load. */
export function MailLayout({ locale, subject, footer, children }: Props) {
  return (
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of Next's */}
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <title>{subject}</title>
      </head>
      <body style={{ fontFamily: font, fontSize: "16px", lineHeight: "24px", margin: "24px" }}>
        <div style={{ maxWidth: "560px" }}>
          {children}
          <p style={{ fontSize: "14px", color: "#667085" }}>{footer}</p>
        </div>
      </body>
    </html>
  );
}

/** What a mail asks its addressee to do: a button that leads to a page, in the plain text its label and address. */
export function Action({ label, path }: { label: string; path: string }) {
  return (
    <p>
      <a
        href={new URL(path, env().AUTH_URL).href}
        style={{ ...button, display: "inline-block", textDecoration: "none" }}
      >
        {label}
      </a>
    </p>
  );
}
