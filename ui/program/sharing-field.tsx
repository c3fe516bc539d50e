import type { SharingMode } from "@/lib/domain/cycles";
import type { program as englishText } from "@/lib/i18n/en/program";
import { RadioCards } from "./radio-cards";

type Props = {
  sharingModes: readonly SharingMode[];
  chosen: SharingMode;
  lastMode: SharingMode | undefined;
  text: Pick<typeof englishText, "open" | "modes">;
};

/** What leaders will see, with what a change from the last cycle's mode means. */
export function SharingField({ sharingModes, chosen, lastMode, text: { open, modes } }: Props) {
  return (
    <RadioCards
      name="sharingMode"
      legend={open.sharing}
      hint={open.sharingHint}
      chosen={chosen}
      options={sharingModes.map((mode) => ({
        value: mode,
        label: modes[mode].label,
        text: (
          <>
            {modes[mode].text}
            {lastMode && lastMode !== mode && (
              <span className="mt-1 block text-small text-ink-3">
                {mode === "scoped" ? open.afterPrivate : open.beforePrivate}
              </span>
            )}
          </>
        ),
      }))}
    />
  );
}
