import { charts } from "./charts";
import { shell } from "./shell";
import { status } from "./status";

export const en = {
  charts,
  shell,
  status,
};
