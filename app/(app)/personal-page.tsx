import type { ReactNode } from "react";
import type { Viewer } from "@/lib/domain/permissions";
import { pageToken } from "@/server/auth/secrets";
import { requireViewer } from "@/server/viewer";
import { PersonsPage } from "@/ui/frame-person";

/** A page of a signed-in person; the frame shows it only to the person whom the frame was made for. */
export function personalPage<Props>(
  render: (viewer: Viewer, props: Props) => ReactNode | Promise<ReactNode>,
) {
  return async function PersonalPage(props: Props) {
    const viewer = await requireViewer();
    return <PersonsPage page={pageToken(viewer)}>{await render(viewer, props)}</PersonsPage>;
  };
}
