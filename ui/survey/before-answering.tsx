import type { declining } from "@/lib/i18n/en/declining";
import type { Side } from "@/lib/instrument/answers";
import { linkBesideText } from "../link-look";
import { Notice } from "../notice";

type Props = {
  survey: { cycleId: string; duoId: string; side: Side; lineManager: boolean };
  partnerName: string;
  text: typeof declining;
};

/** Beside the promise: that the partner is the line manager, where it is so, and that nobody has to answer. */
export function BeforeAnswering({ survey, partnerName, text }: Props) {
  const { cycleId, duoId, side, lineManager } = survey;
  return (
    <div className="mt-4 flex flex-col items-start gap-4">
      {lineManager && (
        <Notice>
          <p>{text.lineManager[side](partnerName)}</p>
          <p className="mt-2">{text.lineManager.either}</p>
        </Notice>
      )}
      {/* The router's links are a fortieth of all the script that this page waits for. */}
      <a href={`/survey/${cycleId}/${duoId}/decline`} className={linkBesideText}>
        {text.link}
      </a>
    </div>
  );
}
