import type { OwnDuo } from "@/lib/domain/duos";
import { CommitmentText } from "../commitments/commitment-text";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { duos: readonly OwnDuo[] };

/** What the two of each duo promised each other and have not both rated yet. */
export function OpenPromises({ duos, words }: Props) {
  return (
    <ul className="grid gap-5 border-line border-t pt-4">
      {duos.map(({ duoId, name, partnerName, side, promised }) => (
        <li key={duoId}>
          <TextLink href={`/duos/${duoId}`}>
            <bdi>{name}</bdi>
          </TextLink>
          <ul className="mt-2 grid gap-3">
            {promised.map((commitment) => (
              <li key={`${commitment.slot} ${commitment.text}`} className="border-accent border-s-4 ps-4">
                <CommitmentText
                  commitment={commitment}
                  side={side}
                  partnerName={partnerName || words.home.formerPartner}
                  words={words}
                />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
