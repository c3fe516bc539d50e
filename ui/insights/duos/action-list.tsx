import type { ReactNode } from "react";
import type { NotedAction } from "@/lib/domain/noted-actions";
import { Disclosure } from "../../disclosure";
import type { ViewProps } from "../../view-props";

type Props<A> = ViewProps & {
  actions: readonly A[];
  after?: (action: A, said: string) => ReactNode;
};

/** As many actions are read at a glance; older ones are folded away. */
const SHOWN = 20;

/** Actions with their days, newest first. */
export function ActionList<A extends NotedAction>({ actions, ...props }: Props<A>) {
  const { words, format } = props;
  const older = actions.slice(SHOWN);
  return (
    <>
      <Rows actions={actions.slice(0, SHOWN)} {...props} />
      {older.length > 0 && (
        <Disclosure summary={words.notedActions.older(format.count(older.length))} printed>
          <Rows actions={older} {...props} />
        </Disclosure>
      )}
    </>
  );
}

function Rows<A extends NotedAction>({ actions, after, words, format }: Props<A>) {
  const text = words.notedActions;
  return (
    <ul className="border-line border-t">
      {actions.map((action) => {
        const said = text.done(text.kind[action.kind], format.calendarDay(action.on));
        return (
          <li
            key={`${action.on} ${action.kind}`}
            className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-line border-b py-1"
          >
            {said}
            {after?.(action, said)}
          </li>
        );
      })}
    </ul>
  );
}
