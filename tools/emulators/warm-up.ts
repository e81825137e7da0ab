import { randomUUID } from 'node:crypto';

/**
 * Asks the API until it answers at once: a busy machine takes longer to load it, and to open its first connections, than
 * a request may take.
 * @param atOnce how many requests it is to answer side by side: the emulator loads a process for each
 */
export async function warmUp(url: string, atOnce = 2): Promise<void> {
  const account = () => {
    const username = `first_${randomUUID().slice(0, 8)}`;
    return JSON.stringify({ username, email: `${username}@suite.example`, password: 'correct horse', role: 'brand' });
  };
  for (let tries = 20; tries > 0; tries--) {
    const headers = { 'Content-Type': 'application/json' };
    const register = { method: 'POST', headers, body: account() };
    const answers = await Promise.all([
      fetch(`${url}/api/v1/users/auth/register`, register),
      fetch(`${url}/events/none`),
      ...Array.from({ length: atOnce - 1 }, () => fetch(`${url}/api/v1/events`)),
    ]);
    if (answers.every(({ status }) => status < 500)) return;
  }
  throw new Error('The API answers nothing but faults; .emulators has its log.');
}
