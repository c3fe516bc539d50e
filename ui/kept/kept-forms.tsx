"use client";

import { useEffect, useState } from "react";
import { useAnnouncements } from "../announcements";
import { Button } from "../button";
import { Notice } from "../notice";
import { useLoaded } from "../use-loaded";
import { findFollower } from "./find-follower";
import { type Back, useFollower } from "./follower";

type Text = Record<"title" | "text" | "files" | "others" | "discard" | "discarded", string>;

/**
 * Keeps what is typed in the forms of the pages around it when it could not be sent, and says so where it came back.
 * `deviceKey` encrypts it: only the frame's person is ever given it.
 */
export function KeptForms({ deviceKey, text }: { deviceKey: string; text: Text }) {
  const [back, setBack] = useState<Back>();
  const { say } = useAnnouncements();
  useLoaded(findFollower);
  const follower = useFollower();
  useEffect(() => follower?.watchForms(deviceKey, setBack), [follower, deviceKey]);
  if (!back) return null;
  const discard = async () => {
    await follower?.throwAway();
    say(text.discarded);
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  return (
    <div className="mb-6 print:hidden">
      <Notice live title={text.title}>
        <p>{text.text}</p>
        {back.files && <p>{text.files}</p>}
        {back.others > 0 && <p>{text.others}</p>}
        <Button kind="secondary" size="small" className="mt-3" onClick={discard}>
          {text.discard}
        </Button>
      </Notice>
    </div>
  );
}
