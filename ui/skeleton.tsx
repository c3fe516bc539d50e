type Props = {
  /** Tailwind size of the block that will appear here, so that nothing moves. */ className?: string;
};

const block = "animate-pulse rounded-lg bg-line-2";

export function Skeleton({ className = "h-4 w-full" }: Props) {
  return <div aria-hidden="true" className={`${block} ${className}`} />;
}

/** A page in waiting: a title, a row of figures and two blocks. */
export function PageSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex flex-col gap-8">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-16 max-w-column" />
      <Skeleton className="h-24" />
      <div className="grid gap-8 lg:grid-cols-2">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
