import { Advice, step } from './progress.ts';
import { run } from './run.ts';

async function npmBuild(workspace: string): Promise<void> {
  // Also where a test asks for it: what it looks at is what is deployed, not React's larger build for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status, output } = await run('npm', ['run', 'build', '--workspace', workspace], { env });
  if (status !== 0) throw new Advice(output.trim());
}

/** Builds the functions, which the suite loads when it starts. @throws Advice with the build's own words */
export const buildApi = (): Promise<void> => step('Building the API', () => npmBuild('functions'));

/** Builds the dashboard, which is served from disk: it may come later. @throws Advice with the build's own words */
export const buildDashboard = (): Promise<void> => npmBuild('dashboard');
