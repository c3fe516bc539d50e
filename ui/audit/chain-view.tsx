import { isCheckOverdue, type ShownChain } from "@/lib/domain/audit-chain";
import { Notice } from "../notice";
import type { ViewProps } from "../view-props";
import { whoDid } from "./audit-columns";

type Props = ViewProps & { chain: ShownChain | null };

/**
 * Until when the log is sealed, whether its chain is intact and what of it was checked when, and the hash to write down;
 * or the first bad link.
 */
export function ChainView({ chain, words, format }: Props) {
  const text = words.audit.chain;
  if (!chain) return <p className="text-small text-ink-2">{text.none}</p>;
  const { bad, head, row, checkedAt } = chain;
  const until = format.dateTime(chain.sealedUntil);
  const checked = checkedAt && format.dateTime(checkedAt);
  return (
    <div className="flex flex-col gap-2">
      {bad ? (
        <Notice kind="warning" title={text.broken(until)}>
          <p>
            {bad.number === null ? text.unsealed : text.link(format.whole(bad.number))}
            {bad.rowId && (
              <>
                , <span className="wrap-anywhere">{text.row(bad.rowId)}</span>
              </>
            )}
            {". "}
            {text.fault[bad.fault]}
          </p>
          {row && (
            <p>
              {text.says(format.dateTime(row.at), whoDid(row, words.audit), words.audit.action[row.action])}
            </p>
          )}
          <p>{text.whatNow}</p>
        </Notice>
      ) : (
        <p className="max-w-reading text-small text-ink-2">
          {text.intact(until)} {checked ? text.checked(checked) : text.checkedNow}
        </p>
      )}
      {checked && isCheckOverdue(chain) && (
        <Notice kind="warning" title={text.overdue(checked)}>
          <p>{text.checkAgain}</p>
        </Notice>
      )}
      {head && (
        <p className="max-w-reading text-small text-ink-3">
          <span className="wrap-anywhere">{text.head(head)}</span>. {text.headNote}
        </p>
      )}
    </div>
  );
}
