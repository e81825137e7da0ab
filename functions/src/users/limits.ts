import { params } from '../config.ts';
import { DAY, HOUR, type Limit, MINUTE } from '../http/limit.ts';

/** New accounts. A refused registration, because the name is taken, uses up nothing. */
export const REGISTER: readonly Limit[] = [
  {
    name: 'register',
    by: 'address',
    seconds: HOUR,
    max: params.registerPerHour,
    counts: 'successes',
    shared: true,
  },
  {
    name: 'register_day',
    by: 'address',
    seconds: DAY,
    max: params.registerPerDay,
    counts: 'successes',
    shared: true,
  },
];

export const AVAILABLE: readonly Limit[] = [
  {
    name: 'available',
    by: 'address',
    seconds: 5 * MINUTE,
    max: params.availablePer5Minutes,
    counts: 'every',
    shared: false,
  },
];

/**
 * Refused logins: of one address at whatever accounts, of one address at one account, and at one account from wherever.
 * The last one is high, ends soon, and spares addresses that the account has signed in from: nobody is shut out by
 * strangers.
 */
export const LOGIN: readonly Limit[] = [
  {
    name: 'login',
    by: 'address',
    seconds: 5 * MINUTE,
    max: params.loginPer5Minutes,
    counts: 'failures',
    shared: true,
  },
  {
    name: 'login_here',
    by: 'account and address',
    seconds: 15 * MINUTE,
    max: params.loginHerePer15Minutes,
    counts: 'failures',
    shared: true,
  },
  {
    name: 'login_anywhere',
    by: 'account',
    seconds: 15 * MINUTE,
    max: params.loginAnywherePer15Minutes,
    counts: 'failures',
    shared: true,
    sparesFamiliar: true,
  },
];

/** Wrong passwords of somebody signed in: a thief of a token must not find the password with it, from wherever. */
export const PASSWORD: readonly Limit[] = [
  {
    name: 'password',
    by: 'person',
    seconds: HOUR,
    max: params.passwordPerHour,
    counts: 'failures',
    shared: true,
  },
];

const RESET_MAILBOX: Limit<{ email: string }> = {
  name: 'reset_mailbox',
  by: ({ email }) => email.toLowerCase(),
  seconds: HOUR,
  max: params.resetPerMailbox,
  counts: 'every',
  shared: true,
};

/** Password mails. A mailbox counts whether or not an account has it, so that a refusal doesn't tell. */
export const RESET: readonly Limit<{ email: string }>[] = [
  { name: 'reset', by: 'address', seconds: HOUR, max: params.resetPerHour, counts: 'every', shared: true },
  RESET_MAILBOX,
];

/** Mails to a new address: a mailbox counts together with password mails, whoever asks for either. */
export const EMAIL_CHANGE: readonly Limit<{ email: string }>[] = [
  ...PASSWORD,
  { name: 'email_change', by: 'person', seconds: HOUR, max: params.resetPerHour, counts: 'every', shared: true },
  RESET_MAILBOX,
];

export const UPLOADS_A_PERSON: readonly Limit[] = [
  {
    name: 'uploads',
    by: 'person',
    seconds: 30 * MINUTE,
    max: params.uploadsPer30Minutes,
    counts: 'every',
    ofFiles: true,
    shared: false,
  },
];
