export type SkeletonShape = "figures" | "list" | "table";

const block = "animate-pulse rounded-lg bg-line";

const grids = {
  figures: { grid: "lg:grid-cols-2", first: "h-80", second: "h-80" },
  list: { grid: "lg:grid-cols-[minmax(0,8fr)_minmax(0,4fr)]", first: "h-96", second: "h-64" },
  table: { grid: "", first: "h-[32rem]", second: undefined },
} as const satisfies Record<SkeletonShape, unknown>;

type Props = {
  /** What stands below the title: five figures and two charts, a list with its notes beside it, or a table. */
  shape: SkeletonShape;
  label: string;
};

/** A placeholder for a view that is loading, about as large as the view, so that little moves when it comes. */
export function Skeleton({ shape, label }: Props) {
  const { grid, first, second } = grids[shape];
  return (
    <div role="status" className="flex min-h-screen flex-col gap-8">
      <h1 className="sr-only">{label}</h1>
      <div className="flex flex-col gap-3">
        <div className={`${block} h-9 max-w-column`} />
        <div className={`${block} h-5 max-w-sm`} />
      </div>
      {shape === "figures" && (
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-5">
          {[1, 2, 3, 4, 5].map((figure) => (
            <div key={figure} className={`${block} h-20`} />
          ))}
        </div>
      )}
      <div className={`grid gap-x-12 gap-y-8 ${grid}`}>
        <div className={`${block} ${first}`} />
        {second && <div className={`${block} ${second}`} />}
      </div>
    </div>
  );
}
