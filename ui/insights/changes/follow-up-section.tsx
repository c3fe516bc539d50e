import { FOLLOWED_FROM, type FollowGroup, type FollowUp } from "@/lib/insights/follow-up";
import { methodologyHref } from "@/lib/methodology/sections";
import { ShareBar } from "../../charts/share-bar";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { followUp: FollowUp };

/** Whether what was done for duos that began to diverge helped: two groups beside each other, with intervals. */
export function FollowUpSection({ followUp, words, format }: Props) {
  const text = words.followUp;
  return (
    <Section
      title={text.title}
      note={text.note}
      actions={<TextLink href={methodologyHref("did-it-help")}>{text.how}</TextLink>}
    >
      {followUp.acted.followed + followUp.others.followed === 0 ? (
        <p className="max-w-reading">
          {text.none}. {text.takes}
        </p>
      ) : (
        <Compared followUp={followUp} words={words} format={format} />
      )}
    </Section>
  );
}

/** What can be said of the two groups, and either of them. */
function Compared({ followUp, words, format }: Props) {
  const text = words.followUp;
  const { verdict } = followUp;
  return (
    <>
      <p className="mb-4 max-w-reading font-semibold">
        {verdict ? text.verdict[verdict] : text.verdict.few(format.whole(FOLLOWED_FROM))}
      </p>
      <div className="grid max-w-reading gap-x-10 gap-y-4 sm:grid-cols-2">
        {(["acted", "others"] as const).map((name) => (
          <Group
            key={name}
            name={text.group[name]}
            group={followUp[name]}
            compared={verdict !== null}
            words={words}
            format={format}
          />
        ))}
      </div>
      <p className="mt-3 max-w-column text-ink-3 text-small">{text.regression}</p>
    </>
  );
}

type GroupProps = ViewProps & { name: string; group: FollowGroup; compared: boolean };

/** How many of a group were out of it; with too few duos for a statement, without a share. */
function Group({ name, group: { followed, out, interval }, compared, words, format }: GroupProps) {
  const text = words.followUp;
  return (
    <div className="text-small">
      <h3 className="font-semibold">{name}</h3>
      <p className="tabular-nums">
        {followed === 0 ? text.none : text.out(format.count(out), format.count(followed))}
      </p>
      {compared && interval && (
        <>
          <ShareBar state="multiplying" share={out / followed} {...interval} />
          <p className="text-ink-3 tabular-nums">
            {text.likely(format.percent(interval.lower), format.percent(interval.upper))}
          </p>
        </>
      )}
    </div>
  );
}
