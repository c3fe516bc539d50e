/** A label that several things in a list share, with what tells them apart for those who hear it. */
export function Named({ label, name }: { label: string; name: string }) {
  return (
    <>
      {label}
      <span className="sr-only">: {name}</span>
    </>
  );
}
