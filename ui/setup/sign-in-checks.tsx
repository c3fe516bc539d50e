import type { Setup } from "@/lib/domain/setup";
import { Disclosure } from "../disclosure";
import type { ViewProps } from "../view-props";
import { CheckForm } from "./check-form";
import type { SetupActions } from "./setup-actions";

type Props = Pick<ViewProps, "words"> & { setup: Setup; actions: SetupActions };

/** Whether mail arrives and the company's provider answers, tried from here. */
export function SignInChecks({ setup, actions, words }: Props) {
  const text = words.setup.signIn;
  const shared = { page: actions.page, signIn: words.program.signIn };
  const isProven = setup.done["sign-in"];
  if (!setup.mail && !setup.provider) return null;
  return (
    <>
      {isProven && <p>{text.proven(setup.address)}</p>}
      <h3 className="font-semibold">{text.mailTitle}</h3>
      {!setup.mail && <p className="text-ink-2">{text.off}</p>}
      {setup.mail && <ByMail setup={setup} actions={actions} words={words} />}
      {setup.provider && (
        <>
          <h3 className="font-semibold">{text.providerTitle(setup.provider.name)}</h3>
          <p className="text-ink-2">{text.providerText(setup.provider.callback)}</p>
          <CheckForm
            {...shared}
            action={actions.check}
            fault="provider"
            label={text.check}
            done={text.checked}
          />
        </>
      )}
    </>
  );
}

/** A test mail, its code, and, while it is not known that mail arrives, another address. */
function ByMail({ setup, actions, words }: Props) {
  const text = words.setup.signIn;
  const shared = { page: actions.page, signIn: words.program.signIn };
  const isProven = setup.done["sign-in"];
  return (
    <>
      <p className="text-ink-2">{text.sendText(setup.address)}</p>
      <CheckForm
        {...shared}
        action={actions.send}
        fault="mail"
        label={text.send}
        done={isProven ? text.sentAgain : text.sent}
      />
      {/* Not only once a mail was sent from this page: whoever left it comes back with a code. */}
      {!isProven && (
        <>
          <p className="text-ink-2">{text.codeText}</p>
          <CheckForm
            {...shared}
            action={actions.confirm}
            fault="code"
            field={{ name: "code", label: text.code, kind: "code" }}
            label={text.confirm}
            done={text.confirmed}
          />
        </>
      )}
      {!isProven && (
        <Disclosure summary={text.wrongAddress}>
          <CheckForm
            {...shared}
            action={actions.correct}
            fault="email"
            field={{ name: "email", label: text.email, kind: "email" }}
            label={text.correct}
            done={text.corrected}
          />
        </Disclosure>
      )}
    </>
  );
}
