// Sizes that the server's geometry and the browser's drawings share. No chart library here: it stays on the server.

/** A drawing area in pixels; above it is room for marks, below it for axis labels. */
export const plot = { height: 240, top: 16, bottom: 28 } as const;
export const plotFloor = plot.height - plot.bottom;

/** The lowest and the highest value of a vertical axis. */
export type Domain = readonly [number, number];
