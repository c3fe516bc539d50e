import { digestShows } from "@/lib/domain/mail";
import { cycleName } from "@/lib/i18n/cycle-name";
import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

type Words = {
  subject: (cycle: string) => string;
  number: (number: string) => string;
  action: string;
  note: string;
};
type About = MailProps & { said: Words; text: (organization: string, cycle: string) => string };

/**
 * About one cycle of those that opened in its month. Payload: `cycleId`, its `number` where it is told, `opensOn`, and
 * `among`, their opening days.
 */
function aboutCycle({ mail, formats, said, text }: About): MailContent {
  const { cycleId, number, opensOn = "", among = "" } = mail.payload;
  const published = among.split(" ").map((day) => ({ opensOn: day }));
  const cycle = cycleName(opensOn, published, formats);
  const query = new URLSearchParams({ cycle: cycleId ?? "" });
  return {
    subject: said.subject(cycle),
    body: (
      <>
        <p>{[text(mail.organization, cycle), number && said.number(number)].filter(Boolean).join(" ")}</p>
        <Action label={said.action} path={`/insights?${query}`} />
        <p>{said.note}</p>
      </>
    ),
  };
}

/** To the leaders of a cycle's units. Payload: that of `aboutCycle`, and `shows`. */
export function cyclePublished(props: MailProps): MailContent {
  const said = props.words.cyclePublished;
  const shows = digestShows.find((one) => one === props.mail.payload.shows) ?? "duos";
  return aboutCycle({ ...props, said, text: said.text[shows] });
}

/** To the leaders who had that mail, when the cycle is withdrawn. */
export function cycleWithdrawn(props: MailProps): MailContent {
  const said = props.words.cycleWithdrawn;
  return aboutCycle({ ...props, said, text: said.text });
}
