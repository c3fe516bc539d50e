import { shell } from "./shell";
import { status } from "./status";

export const en = {
  shell,
  status,
};
