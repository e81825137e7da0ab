import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Pass the output on instead of keeping it. */
  show?: boolean;
}

/** @returns the exit status and the output (empty with `show`); a command that can't be started has status 127 */
export function run(command: string, args: string[], { cwd = ROOT, env, show = false }: RunOptions = {}) {
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
