"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { useLoaded } from "../use-loaded";
import { type Packed, unpack } from "./packed";
import type { DriversLayerProps } from "./tremor-drivers";
import type { MixLayerProps } from "./tremor-mix";
import type { TrendLayerProps } from "./tremor-trend";

// The chart library is loaded only when a chart is near the viewport and the page is idle. Where it cannot be had, the
// drawing stands as it is.
const loadTrend = () => import("./tremor-trend");
const loadMix = () => import("./tremor-mix");
const loadDrivers = () => import("./tremor-drivers");

export function TrendLayer({ figures }: { figures: Packed<TrendLayerProps> }) {
  const { ref, near } = useNear();
  return near ? <Trend {...unpack(figures)} /> : <span ref={ref} />;
}

export function MixLayer({ figures }: { figures: Packed<MixLayerProps> }) {
  const { ref, near } = useNear();
  return near ? <Mix {...unpack(figures)} /> : <span ref={ref} />;
}

export function DriversLayer(props: DriversLayerProps) {
  const { ref, near } = useNear();
  return near ? <Drivers {...props} /> : <span ref={ref} />;
}

function Trend(props: TrendLayerProps) {
  const code = useLoaded(loadTrend);
  return code && <code.TremorTrend {...props} />;
}

function Mix(props: MixLayerProps) {
  const code = useLoaded(loadMix);
  return code && <code.TremorMix {...props} />;
}

function Drivers(props: DriversLayerProps) {
  const code = useLoaded(loadDrivers);
  return code && <code.TremorDrivers {...props} />;
}

function useNear(): { ref: RefObject<HTMLSpanElement | null>; near: boolean } {
  const ref = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        // Safari has no requestIdleCallback.
        const whenIdle = window.requestIdleCallback ?? window.setTimeout;
        whenIdle(() => setNear(true));
      },
      { rootMargin: "200px" },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, near };
}
