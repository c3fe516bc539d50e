import type { StrongSignIn } from "@/lib/domain/strong-sign-in";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import type { AdminAction } from "../program/admin-actions";
import { AdminButton } from "../program/admin-button";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { rule: StrongSignIn; actions: { page: string; set: AdminAction<null> } };

/** How people with a role sign in, whom another rule would keep out until they act, and the way to it and back. */
export function SignInRuleView({ rule, actions, words, format }: Props) {
  const text = words.strongSignIn;
  const shared = { rule, actions, words, format };
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={rule.required ? text.lede.on : text.lede.off}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      <Section title={text.what.title}>
        <ul className="grid max-w-reading list-disc gap-2 pl-5">
          {text.what.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      <WhoActs {...shared} />
      {rule.required ? <End {...shared} /> : <Begin {...shared} />}
    </div>
  );
}

const waitingOf = ({ people }: StrongSignIn) => people.filter(({ ready }) => !ready);

/** The people with a role who have neither a passkey nor the company's account. */
function WhoActs({ rule, words, format }: Props) {
  const text = words.strongSignIn.people;
  const waiting = waitingOf(rule);
  const all = format.whole(rule.people.length);
  if (waiting.length === 0) return <Section title={text.title} note={text.none(all)} />;
  const count = format.count(waiting.length);
  return (
    <Section title={text.title} note={rule.required ? text.someNow(count, all) : text.some(count, all)}>
      <Table
        stacked
        caption={text.title}
        rows={waiting}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", header: text.name, rowHeader: true, wrap: true, cell: ({ name }) => name },
          {
            key: "roles",
            header: text.roles,
            wrap: true,
            cell: ({ roles }) => roles.map((role) => text.role[role]).join(", "),
          },
        ]}
      />
    </Section>
  );
}

function Begin({ rule, actions, words, format }: Props) {
  const { begin, own, noWay } = words.strongSignIn;
  if (!rule.ways.passkey && !rule.ways.provider) return <Notice title={noWay.title}>{noWay.text}</Notice>;
  if (!rule.own)
    return (
      <Notice title={own.title}>
        <p>{own.text}</p>
        <p className="mt-2">
          <TextLink href="/account">{own.link}</TextLink>
        </p>
      </Notice>
    );
  const waiting = waitingOf(rule).length;
  return (
    <AdminButton
      action={actions.set}
      page={actions.page}
      fields={{ wanted: "on" }}
      kind={waiting > 0 ? "danger" : "secondary"}
      text={{
        label: begin.label,
        title: begin.title,
        keep: begin.keep,
        done: begin.done,
        signIn: words.program.signIn,
      }}
    >
      {waiting > 0 ? begin.some(format.count(waiting)) : begin.none}
    </AdminButton>
  );
}

function End({ actions, words }: Props) {
  const { end } = words.strongSignIn;
  return (
    <AdminButton
      action={actions.set}
      page={actions.page}
      fields={{ wanted: "off" }}
      kind="secondary"
      text={{ ...end, signIn: words.program.signIn }}
    >
      {end.text}
    </AdminButton>
  );
}
