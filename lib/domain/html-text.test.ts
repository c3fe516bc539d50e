import { expect, test } from "vitest";
import { htmlText } from "./html-text";

test.each([
  ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
  ['R&D "North"', "R&amp;D &quot;North&quot;"],
  ["&lt;", "&amp;lt;"],
  ["Équipe d’été", "Équipe d’été"],
])("%s is no markup", (text, html) => expect(htmlText(text)).toBe(html));
