import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { Button } from "@/ui/button";
import { goToProvider } from "./actions";

const words = dictionary(defaultLocale).auth.signIn;

/** Leads to the company's identity provider, and from there to the page that was asked for. */
export function ProviderForm({ name, next }: { name: string | undefined; next: string }) {
  return (
    <form action={goToProvider}>
      <input type="hidden" name="next" value={next} />
      <Button type="submit" className="w-full">
        {words.withProvider(name ?? words.providerFallback)}
      </Button>
    </form>
  );
}
