import type { ReactNode } from "react";
import type { Setup, SetupStep } from "@/lib/domain/setup";
import { offeredTimeZones } from "@/lib/domain/time-zones";
import { Disclosure } from "../disclosure";
import { LinkButton } from "../link-button";
import { PageTitle } from "../page-title";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { OrganizationForm } from "./organization-form";
import type { SetupActions } from "./setup-actions";
import { SignInChecks } from "./sign-in-checks";

type Props = ViewProps & { setup: Setup; actions: SetupActions };

/** The way from an empty installation to the first cycle: what is done, and what each open step needs. */
export function SetupView({ setup, actions, words, format }: Props) {
  const text = words.setup;
  const { organization } = text;
  const { done } = setup;
  const isDone = Object.values(done).every(Boolean);
  const lede = isDone ? "done" : done.cycle ? "begun" : "open";
  return (
    <div className="flex flex-col gap-8">
      <PageTitle
        title={text.title}
        lede={text.lede[lede]}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      <ol className="flex max-w-column flex-col gap-8">
        <Step step="organization" done={done} title={organization.title} words={words}>
          <p>
            {organization.text(setup.organization.name, setup.organization.timeZone.replaceAll("_", " "))}
          </p>
          <Disclosure summary={organization.change}>
            <OrganizationForm
              actions={actions}
              facts={setup.organization}
              timeZones={offeredTimeZones(setup.organization.timeZone)}
              text={{
                name: text.found.name,
                timeZone: text.found.timeZone,
                search: words.program.open.searchTimeZones,
                saved: organization.saved,
                action: organization.action,
                signIn: words.program.signIn,
              }}
            />
          </Disclosure>
        </Step>
        <Step step="sign-in" done={done} title={text.signIn.title} words={words}>
          <p className="text-ink-2">{text.signIn.text[waysOf(setup)]}</p>
          <SignInChecks setup={setup} actions={actions} words={words} />
        </Step>
        <LaterSteps setup={setup} words={words} format={format} />
      </ol>
    </div>
  );
}

function waysOf({ mail, provider }: Setup): keyof Props["words"]["setup"]["signIn"]["text"] {
  if (mail) return provider ? "both" : "mail";
  return provider ? "provider" : "none";
}

function LaterSteps({ setup, words, format }: Omit<Props, "actions">) {
  const { roster, cycle } = words.setup;
  const { done } = setup;
  return (
    <>
      <Step step="roster" done={done} title={roster.title} words={words}>
        <p className="tabular-nums">
          {roster.text(format.count(setup.people), format.count(setup.activeDuos))}
        </p>
        <div>
          <LinkButton href="/program/import" kind={done.roster ? "secondary" : "primary"}>
            {roster.link}
          </LinkButton>
        </div>
      </Step>
      <Step step="cycle" done={done} title={cycle.title} words={words}>
        <p className="text-ink-2">{done.cycle ? cycle.done : done.roster ? cycle.text : cycle.needs}</p>
        {done.roster && !done.cycle && (
          <div className="flex flex-wrap gap-3">
            <LinkButton href="/program/schedule">{cycle.schedule}</LinkButton>
            <LinkButton href="/program" kind="secondary">
              {cycle.open}
            </LinkButton>
          </div>
        )}
      </Step>
    </>
  );
}

type StepProps = Pick<ViewProps, "words"> & {
  step: SetupStep;
  done: Setup["done"];
  title: string;
  children: ReactNode;
};

function Step({ step, done, title, words, children }: StepProps) {
  const { states } = words.setup;
  return (
    <li className="flex flex-col gap-3 border-line border-t pt-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-title">{title}</h2>
        <p className={`text-small ${done[step] ? "text-ink-3" : "font-semibold text-strained"}`}>
          <span aria-hidden="true">{done[step] ? "✓ " : "○ "}</span>
          {done[step] ? states.done : states.open}
        </p>
      </div>
      {children}
    </li>
  );
}
