import { type Suite, startTests, type Task, type VitestRunner } from "@vitest/runner";
import { TestRunner, vi } from "vitest";

let outer: TestRunner & VitestRunner;

/** Vitest's own runner, with which a test runs the tests of other files in its own process. */
export default class NestingRunner extends TestRunner {
  constructor(config: TestRunner["config"]) {
    super(config);
    outer = this;
  }
}

/** What failed first: the test, or the file where its hooks did, and the message. */
export type Failure = { name: string; message: string };

/**
 * Runs the tests of a file until one fails. The file and the modules that it imports are evaluated anew: settings, pools
 * and keys that a module keeps belong to one database.
 */
export async function firstFailure(file: string): Promise<Failure | undefined> {
  let failure: Failure | undefined;
  vi.resetModules();
  const note = ({ name, result }: Task) => {
    if (result?.state === "fail") failure ??= { name, message: result.errors?.[0]?.message ?? "" };
  };
  const skipAfterFailure = (task: Task) => {
    if (failure) task.mode = "skip";
  };
  const methods: Partial<TestRunner> & Record<string, unknown> = {
    importFile: (path: string) => outer.importFile(path, "setup"),
    async onBeforeRunSuite(suite: Task) {
      skipAfterFailure(suite);
      await outer.onBeforeRunSuite(suite as Suite);
    },
    async onAfterRunSuite(suite: Task) {
      await outer.onAfterRunSuite(suite as Suite);
      note(suite);
    },
    async onBeforeRunTask(test: Task) {
      skipAfterFailure(test);
      await outer.onBeforeRunTask(test);
    },
    onAfterRunTask: note,
    // Nothing of it is for the process that started this one.
    onCollectStart() {},
    onCollected() {},
    onTaskUpdate() {},
    onAfterRunFiles() {},
    onCleanupWorkerContext() {},
    getImportDurations: () => ({}),
  };
  const inner: TestRunner = Object.assign(Object.create(outer), methods);
  const { onTaskUpdate } = outer;
  // Vitest sends what tasks are doing by a timer of the runner that came first.
  outer.onTaskUpdate = async () => {};
  try {
    const [ran] = await startTests([file], inner);
    if (ran) note(ran);
    return failure;
  } finally {
    outer.onTaskUpdate = onTaskUpdate;
  }
}
