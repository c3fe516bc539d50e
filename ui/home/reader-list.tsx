import type { Home } from "@/lib/domain/duos";

/** Who may read published rows of the reader's duos as a leader, each with the unit that they lead. */
export function ReaderList({ readers }: Pick<Home, "readers">) {
  return (
    <ul className="border-line border-t">
      {readers.map(({ id, name, unitName }) => (
        <li key={id} className="border-line border-b py-3 [overflow-wrap:anywhere]">
          <span className="font-semibold">{name}</span>{" "}
          <span className="block text-ink-3 text-small">{unitName}</span>
        </li>
      ))}
    </ul>
  );
}
