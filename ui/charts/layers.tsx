"use client";

import dynamic from "next/dynamic";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { DriversLayerProps } from "./tremor-drivers";
import type { MixLayerProps } from "./tremor-mix";
import type { TrendLayerProps } from "./tremor-trend";

// The chart library is loaded only when a chart is near the viewport and the page is idle.
const TremorTrend = dynamic(() => import("./tremor-trend").then((module) => module.TremorTrend), {
  ssr: false,
});
const TremorMix = dynamic(() => import("./tremor-mix").then((module) => module.TremorMix), { ssr: false });
const TremorDrivers = dynamic(() => import("./tremor-drivers").then((module) => module.TremorDrivers), {
  ssr: false,
});

export function TrendLayer(props: TrendLayerProps) {
  const { ref, near } = useNear();
  return near ? <TremorTrend {...props} /> : <span ref={ref} />;
}

export function MixLayer(props: MixLayerProps) {
  const { ref, near } = useNear();
  return near ? <TremorMix {...props} /> : <span ref={ref} />;
}

export function DriversLayer(props: DriversLayerProps) {
  const { ref, near } = useNear();
  return near ? <TremorDrivers {...props} /> : <span ref={ref} />;
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
