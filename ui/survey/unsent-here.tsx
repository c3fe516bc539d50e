"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import type { Remains } from "@/lib/instrument/outcomes";
import type { Question } from "@/lib/instrument/question";
import type { KeptPlace } from "../kept/kept";
import { keepSurvey } from "./keep-survey";
import type { Kept } from "./kept-answers";
import { useLater } from "./use-later";

type Props = {
  place: KeptPlace;
  questions: readonly Question[];
  remains: Remains;
  words: SurveyWords;
  /** The list of what the server has. */
  children: ReactNode;
};

/** What was not sent before a survey ended: what the server has of it, and then also what this device kept. */
export function UnsentHere({ place, questions, remains, words, children }: Props) {
  const [visits, setVisits] = useState<readonly Kept[]>([]);
  const later = useLater();
  useEffect(() => void keepSurvey(place).open().then(setVisits), [place]);
  if (!later || visits.length === 0) return children;
  return (
    <later.UnsentList
      questions={questions}
      unsent={later.unsentOf(remains, visits)}
      inForce={remains.inForce}
      text={words.ended.unsent}
      words={words}
    />
  );
}
