import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { LOCAL_ENV, requireSuite } from './local.ts';

/** Where a command runs, for its usage. */
export const TARGET_USAGE = `  --project ID    on that project, as whoever is logged in with gcloud; without it, on the local suite of npm start
  --bucket NAME   its bucket, where that isn't called ID.firebasestorage.app`;

/** The options that say so. */
export const TARGET_OPTIONS = { project: { type: 'string' }, bucket: { type: 'string' } } as const;

/**
 * Tells this process where it runs; to be called before the Admin SDK is loaded.
 * @returns the same in words
 * @throws Advice when that can't be reached
 */
export async function target({ project, bucket }: { project?: string; bucket?: string }): Promise<string> {
  if (project === undefined) {
    await requireSuite();
    process.loadEnvFile(join(ROOT, 'functions', '.env.local'));
    Object.assign(process.env, LOCAL_ENV);
    return 'the local suite';
  }
  if (project.startsWith('demo-')) throw new Advice(`${project} can’t exist in the cloud. Leave --project out.`);
  const parameters = join(ROOT, 'functions', `.env.${project}`);
  if (existsSync(parameters)) process.loadEnvFile(parameters);
  process.env.GCLOUD_PROJECT = project;
  if (bucket !== undefined) process.env.FIREBASE_CONFIG = JSON.stringify({ projectId: project, storageBucket: bucket });
  const { applicationDefault } = await import('firebase-admin/app');
  await applicationDefault()
    .getAccessToken()
    .catch(() => {
      throw new Advice('Nobody is logged in. Run gcloud auth application-default login, and run this again.');
    });
  return project;
}
