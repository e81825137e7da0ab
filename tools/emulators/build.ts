import { Advice, step } from './progress.ts';
import { run } from './run.ts';

async function npmBuild(workspace: string): Promise<void> {
  const { status, output } = await run('npm', ['run', 'build', '--workspace', workspace]);
  if (status !== 0) throw new Advice(output.trim());
}

/** Builds the functions, which the suite loads when it starts. @throws Advice with the build's own words */
export const buildApi = (): Promise<void> => step('Building the API', () => npmBuild('functions'));

/** Builds the dashboard, which is served from disk: it may come later. @throws Advice with the build's own words */
export const buildDashboard = (): Promise<void> => npmBuild('dashboard');
