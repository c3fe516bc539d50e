import { existsSync } from "node:fs";
import { redirect } from "next/navigation";
import { homePath } from "@/server/auth/local-path";
import { currentViewer } from "@/server/viewer";
import { Landing } from "./landing";

// The picture is taken of the product itself; a checkout without it shows none.
const pictured = existsSync("public/overview.png");

export default async function LandingPage() {
  if (await currentViewer()) redirect(homePath);
  return <Landing picture={pictured ? "/overview.png" : undefined} />;
}
