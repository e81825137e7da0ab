import * as logger from 'firebase-functions/logger';
import { environment, params } from '../config.ts';
import { stackOf } from './stack.ts';

/** What Infloo mails itself. The links with which somebody proves who they are Firebase Auth mails. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

type Mailer = (mail: Mail) => Promise<void>;

/** A request waits for it: a server that says nothing must not hold it up. */
const PATIENCE = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 3_000, dnsTimeout: 3_000 };

const smtp: Mailer = async (mail) => {
  const { createTransport } = await import('nodemailer');
  const server = { url: params.smtpUrl.value(), ...PATIENCE };
  await createTransport(server, { from: params.mailFrom.value() }).sendMail(mail);
};

/** Nothing is mailed from the local suite: it stands in the log, as do the mails of Auth’s emulator. */
const logged: Mailer = async (mail) => logger.info('mail', { ...mail });

const nowhere: Mailer = async () => logger.warn('a mail was not sent: SMTP_URL is not set');

let mailer: Mailer | undefined;
const port = (): Mailer => mailer ?? (environment().emulated ? logged : params.smtpUrl.value() ? smtp : nowhere);

/** Puts another mailer in place, for tests. @returns a function that takes it away */
export function setMailer(other: Mailer): () => void {
  mailer = other;
  return () => {
    mailer = undefined;
  };
}

/** Mails something to somebody. A fault keeps nobody from what it is about: it is logged, without the address. */
export async function sendMail(mail: Mail): Promise<void> {
  try {
    await port()(mail);
  } catch (error) {
    logger.error('a mail was not sent', { subject: mail.subject, stack: stackOf(error) });
  }
}
