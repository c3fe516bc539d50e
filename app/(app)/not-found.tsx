import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { homePath } from "@/server/auth/local-path";
import { FrameCheck } from "@/ui/frame-person";
import { NotFoundMessage } from "@/ui/not-found";

export { metadata } from "../not-found";

export default function NotFound() {
  return (
    <>
      <FrameCheck />
      <NotFoundMessage framed text={dictionary(defaultLocale).shell} home={homePath} />
    </>
  );
}
