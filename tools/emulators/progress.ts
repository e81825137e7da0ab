import ora from 'ora';

/** Thrown for what a person can mend: printed as one sentence, without a stack. */
export class Advice extends Error {
  override readonly name = 'Advice';
}

/** Runs `work` while showing that it runs and how long it took. Without a terminal these are plain lines. */
export async function step<T>(text: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const spinner = ora({ text, discardStdin: false }).start();
  const tick = setInterval(() => {
    if (process.stdout.isTTY) spinner.text = `${text} … ${Math.round((performance.now() - started) / 1000)} s`;
  }, 1000);
  try {
    const result = await work();
    spinner.succeed(`${text} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    spinner.fail(text);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/** Tells something that is no step. */
export function note(text: string): void {
  ora({ discardStdin: false }).info(text);
}

/** Runs a tool's main function; advice is printed plainly, anything else with its stack, and both end in status 1. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Advice ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
