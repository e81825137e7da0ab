import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { sendMail } from '../../functions/src/runtime/mail.ts';

const MAIL = { to: 'old@infloo.example', subject: 'Your address', text: 'It has changed.' };

/** A mail server that takes everything, and keeps what it was told. */
async function mailServer(): Promise<{ url: string; said: string[]; server: Server }> {
  const said: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      said.push(String(chunk));
      const line = String(chunk).split(' ')[0]?.trim().toUpperCase();
      if (inData && String(chunk).includes('\r\n.\r\n')) {
        inData = false;
        socket.write('250 taken\r\n');
      } else if (line === 'DATA') {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (!inData) socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, said, server };
}

afterEach(() => vi.unstubAllEnvs());

it('goes to the server that the deployment names, from whom it names', async () => {
  const { url, said } = await mailServer();
  vi.stubEnv('GCLOUD_PROJECT', 'infloo-in-the-cloud');
  vi.stubEnv('SMTP_URL', url);
  vi.stubEnv('MAIL_FROM', 'Infloo <help@infloo.example>');
  await sendMail(MAIL);
  const all = said.join('');
  for (const word of ['MAIL FROM:<help@infloo.example>', 'RCPT TO:<old@infloo.example>', 'Subject: Your address']) {
    expect(all).toContain(word);
  }
  expect(all).toContain('It has changed.');
});

it('that can’t be sent keeps nobody from what it is about', async () => {
  const { url, server } = await mailServer();
  await new Promise((resolve) => server.close(resolve));
  vi.stubEnv('SMTP_URL', url);
  await expect(sendMail(MAIL)).resolves.toBeUndefined();
});
