import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { survey as words } from "@/lib/i18n/en/survey";
import type { Failed } from "@/lib/instrument/outcomes";
import { SavedMark } from "./saved-mark";
import type { SavedState } from "./saving";
import { SavingNotice } from "./saving-notice";

const shown = (state: SavedState, durable: boolean, failure?: Failed) => {
  const about = { state, words, durable };
  return renderToStaticMarkup(
    <>
      <SavedMark {...about} />
      <SavingNotice
        {...about}
        signInHref="/sign-in"
        merged={false}
        failure={failure}
        onRetry={() => undefined}
      />
    </>,
  );
};

describe("where the browser keeps nothing", () => {
  const states = Object.keys(words.saved) as SavedState[];

  test.each(states)("nothing says that something is kept on this device: %s", (state) => {
    expect(shown(state, false)).not.toMatch(/kept on this device|nothing is lost/i);
  });

  test.each<SavedState>(["offline", "failed", "signed-out", "checking"])(
    "%s asks to leave the page open",
    (state) => {
      expect(shown(state, false)).toContain(words.notSaved);
      expect(shown(state, false)).toContain(words.notKept);
      expect(shown(state, true)).toContain(words.saved[state]);
    },
  );

  test("signing in again does not replace the page that holds the answers", () => {
    expect(shown("signed-out", false)).toContain('target="_blank"');
    expect(shown("signed-out", true)).not.toContain("target=");
  });
});

describe("a request that the server did not take", () => {
  test.each(["fault", "too-many", "busy", "refused", "unexpected"] as const)(
    "%s is not called a lost connection",
    (code) => {
      const text = shown("failed", true, { kind: "failed", code, reference: "ab12" });
      expect(text).toContain(words.failed[code].title);
      expect(text).toContain("kept on this device");
      expect(text).toContain("ab12");
      expect(text).toContain(words.tryNow);
      expect(text).not.toMatch(/connection/i);
    },
  );

  test("a survey that is gone is not called closed", () => {
    expect(shown("gone", true)).toContain(words.trouble.gone.title);
    expect(shown("gone", true)).not.toMatch(/cycle is closed|Try now/);
  });

  test("a duo that has left the cycle is told so, and that nothing counts", () => {
    expect(shown("left", true)).toMatch(/has left the cycle.*nothing of them counts/);
    expect(shown("left", true)).not.toMatch(/cycle is closed|Try now/);
  });
});
