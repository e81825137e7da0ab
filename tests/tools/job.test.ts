import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { JOBS } from '../../functions/src/jobs.ts';

const job = (...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/job.ts', ...args], { encoding: 'utf8' });

it('lists every job', () => {
  const { status, stdout } = job('--help');
  expect(status).toBe(0);
  for (const [name, { summary }] of Object.entries(JOBS))
    expect(stdout.split('\n').find((line) => line.startsWith(`  ${name} `))).toContain(summary);
});

it.each([
  ['none', [], 'Which job?'],
  ['two', ['replay', 'replay'], 'Which job?'],
  ['one that doesn’t exist', ['toString'], 'There is no job toString.'],
  ['an unknown option', ['replay', '--fast'], "Unknown option '--fast'"],
  ['a project that only exists here', ['replay', '--project', 'demo-infloo'], 'can’t exist in the cloud'],
])('refuses %s, and says what to do', (_, args, message) => {
  const { status, stderr } = job(...args);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});
