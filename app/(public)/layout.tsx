import type { ReactNode } from "react";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { Shell } from "@/ui/shell";

const { shell } = dictionary(defaultLocale);

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <Shell text={shell} footer={[{ href: "/methodology", label: shell.footer.methodology }]}>
      {children}
    </Shell>
  );
}
