import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import type { Persona } from "@/server/auth/personas";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Section } from "@/ui/section";
import { enterAsPersona } from "./actions";

const words = dictionary(defaultLocale).auth.personas;

/** The demo's people, each with one line about what they can see; in the dictionary's order. */
export function Personas({ personas, next }: { personas: readonly Persona[]; next: string }) {
  const order = Object.keys(words.sees);
  const sorted = [...personas].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return (
    <Section title={words.title} note={words.lede}>
      <ul className="flex flex-col gap-3">
        {sorted.map(({ id, name }) => (
          <li key={id}>
            <Card className="flex flex-col gap-2">
              <p className="font-semibold">{words.sees[id]?.role ?? name}</p>
              <p className="text-ink-2">{words.sees[id]?.sees}</p>
              <form action={enterAsPersona}>
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="next" value={next} />
                <Button type="submit" kind="secondary" size="small">
                  {words.signInAs(name)}
                </Button>
              </form>
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
