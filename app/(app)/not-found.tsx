import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { homePath } from "@/server/auth/local-path";
import { NotFoundMessage } from "@/ui/not-found";

export { metadata } from "../not-found";

export default function NotFound() {
  return <NotFoundMessage framed text={dictionary(defaultLocale).shell} home={homePath} />;
}
