import { Advice, step } from './progress.ts';
import { run } from './run.ts';

async function npmBuild(workspace: string): Promise<void> {
  const { status, output } = await run('npm', ['run', 'build', '--workspace', workspace]);
  if (status !== 0) throw new Advice(output.trim());
}

/** Builds what the suite serves. @throws Advice with the build's own words */
export async function buildAll(): Promise<void> {
  await step('Building the API', () => npmBuild('functions'));
  await step('Building the dashboard', () => npmBuild('dashboard'));
}
