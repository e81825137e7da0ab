import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';

const staff = (...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/staff.ts', ...args], {
    encoding: 'utf8',
  });

it('says how it is used, and which permissions there are', () => {
  const { status, stdout } = staff('--help');
  expect(status).toBe(0);
  for (const permission of STAFF_PERMISSIONS) expect(stdout).toContain(permission);
});

it.each([
  ['nothing', [], 'What is to be done?'],
  ['another word', ['promote', 'a@b.example'], 'What is to be done?'],
  ['nobody', ['grant'], 'Whose?'],
  ['somebody without an address', ['revoke', 'alice'], 'Whose?'],
  ['a list of somebody', ['list', 'a@b.example'], 'What is to be done?'],
  ['a permission that doesn’t exist', ['grant', 'a@b.example', 'everything'], 'There is no permission everything.'],
  ['an unknown option', ['list', '--all'], "Unknown option '--all'"],
  ['a project that only exists here', ['list', '--project', 'demo-infloo'], 'can’t exist in the cloud'],
])('refuses %s, and says what to do', (_, args, message) => {
  const { status, stderr } = staff(...args);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});
