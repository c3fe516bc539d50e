import { pageField } from "@/lib/domain/page-header";

/** Names in a form, by a signed token, the person whom its page was made for. */
export const PageField = ({ page }: { page: string }) => (
  <input type="hidden" name={pageField} value={page} />
);
