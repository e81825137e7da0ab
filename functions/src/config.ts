import { defineBoolean, defineInt, defineString } from 'firebase-functions/params';
import { z } from 'zod';

/**
 * Everything that a deployment may set, in one place. `firebase deploy` asks for what has no default and keeps the
 * answers in `functions/.env.<project>`; the local suite uses `functions/.env.local`.
 */
export const params = {
  region: defineString('REGION', { default: 'us-central1', description: 'Where the functions run' }),
  webApiKey: defineString('WEB_API_KEY', {
    description: "The project's Web API key (Project settings > General): login and refresh ask Firebase Auth with it",
  }),
  identityPlatform: defineBoolean('IDENTITY_PLATFORM', {
    default: false,
    description: 'Whether the project has been upgraded to Firebase Authentication with Identity Platform',
  }),
  trustedProxies: defineString('TRUSTED_PROXIES', {
    // Firebase Hosting's edge is Fastly; its public list (https://api.fastly.com/public-ip-list), read 2026-11.
    default:
      '23.235.32.0/20,43.249.72.0/22,103.244.50.0/24,103.245.222.0/23,103.245.224.0/24,104.156.80.0/20,140.248.64.0/18,' +
      '140.248.128.0/17,146.75.0.0/17,151.101.0.0/16,157.52.64.0/18,167.82.0.0/17,167.82.128.0/20,167.82.160.0/20,' +
      '167.82.224.0/20,172.111.64.0/18,185.31.16.0/22,199.27.72.0/21,199.232.0.0/16,2a04:4e40::/32,2a04:4e42::/32',
    description: "Networks of the proxies whose X-Forwarded-For is believed: Firebase Hosting's edge",
  }),
  smtpUrl: defineString('SMTP_URL', {
    default: '',
    description: 'smtps://user:password@host of the server that mails what Infloo says itself; none: it isn’t mailed',
  }),
  mailFrom: defineString('MAIL_FROM', {
    default: 'Infloo <no-reply@localhost>',
    description: 'From whom that comes, and who reads the answers',
  }),
  registerPerHour: defineInt('RATE_REGISTER_PER_HOUR', { default: 60, description: 'New accounts an address' }),
  registerPerDay: defineInt('RATE_REGISTER_PER_DAY', { default: 150, description: 'New accounts an address' }),
  availablePer5Minutes: defineInt('RATE_AVAILABLE_PER_5_MINUTES', {
    default: 200,
    description: 'Questions an address whether a username is free',
  }),
  loginPer5Minutes: defineInt('RATE_LOGIN_PER_5_MINUTES', { default: 50, description: 'Refused logins an address' }),
  loginHerePer15Minutes: defineInt('RATE_LOGIN_PER_ACCOUNT_AND_ADDRESS', {
    default: 10,
    description: 'Refused logins an account and address in 15 minutes',
  }),
  loginAnywherePer15Minutes: defineInt('RATE_LOGIN_PER_ACCOUNT', {
    default: 50,
    description: 'Refused logins an account in 15 minutes, from addresses that it has not used lately',
  }),
  passwordPerHour: defineInt('RATE_PASSWORD_PER_HOUR', {
    default: 10,
    description: 'Wrong passwords of somebody signed in, who is asked for it once more',
  }),
  resetPerHour: defineInt('RATE_RESET_PER_HOUR', { default: 20, description: 'Password mails an address' }),
  resetPerMailbox: defineInt('RATE_RESET_PER_MAILBOX_AND_HOUR', {
    default: 3,
    description: 'Password mails a mailbox',
  }),
  anonymousPer5Minutes: defineInt('RATE_ANONYMOUS_PER_5_MINUTES', { default: 300, description: 'Requests an address' }),
  userPer5Minutes: defineInt('RATE_USER_PER_5_MINUTES', { default: 1500, description: 'Requests a person' }),
  uploadsPer30Minutes: defineInt('RATE_UPLOADS_PER_30_MINUTES', { default: 30, description: 'Uploads a person' }),
  eventsPerDay: defineInt('RATE_EVENTS_PER_DAY', { default: 20, description: 'New events a person' }),
  changesPerDay: defineInt('RATE_CHANGES_PER_DAY', { default: 100, description: 'Changes of events a person' }),
  joinsPerDay: defineInt('RATE_JOINS_PER_DAY', { default: 100, description: 'Answers to events a person' }),
  invitesPerDay: defineInt('RATE_INVITES_PER_DAY', {
    default: 20,
    description: 'Requests of a person that invite to events, each up to a hundred people',
  }),
  firstMessagesPerHour: defineInt('RATE_FIRST_MESSAGES_PER_HOUR', {
    default: 20,
    description: 'First messages of a person to people whom they are not connected with',
  }),
  exportsPerDay: defineInt('RATE_EXPORTS_PER_DAY', { default: 2, description: 'Copies of their data a person' }),
  reportsPerDay: defineInt('RATE_REPORTS_PER_DAY', { default: 30, description: 'Reports a person' }),
  requestsPerDay: defineInt('RATE_REQUESTS_PER_DAY', { default: 60, description: 'Requests to connect a person' }),
};

const EMULATOR_HOSTS = [
  'FIRESTORE_EMULATOR_HOST',
  'FIREBASE_AUTH_EMULATOR_HOST',
  'FIREBASE_STORAGE_EMULATOR_HOST',
  'STORAGE_EMULATOR_HOST',
];

const Environment = z.object({
  GCLOUD_PROJECT: z.string().min(1).optional(),
  GOOGLE_CLOUD_PROJECT: z.string().min(1).optional(),
  FIREBASE_CONFIG: z.string().optional(),
  FIRESTORE_DATABASE: z.string().min(1).default('(default)'),
  FIRESTORE_EMULATOR_HOST: z.string().optional(),
  FIREBASE_AUTH_EMULATOR_HOST: z.string().optional(),
  FIREBASE_STORAGE_EMULATOR_HOST: z.string().optional(),
  STORAGE_EMULATOR_KEY: z.string().optional(),
});

export interface Environment {
  project: string;
  /** The Firestore database; the triggers listen to the default one. */
  database: string;
  /** The bucket that holds all uploads. */
  bucket: string;
  /** True on the local suite alone: only projects called `demo-…`, which can't exist in the cloud, may be emulated. */
  emulated: boolean;
  firestoreEmulator: string | undefined;
  authEmulator: string | undefined;
  storageEmulator: string | undefined;
  /** The key, in PEM, whose signatures the Storage emulator of the suite accepts. */
  emulatedKey: string | undefined;
}

let cached: Environment | undefined;

/**
 * What the platform says about where this process runs.
 * @throws Error when it contradicts itself, above all when an emulator is configured for a real project: the
 *   emulators accept unsigned tokens.
 */
export function environment(source: NodeJS.ProcessEnv = process.env): Environment {
  if (source === process.env && cached) return cached;
  const env = Environment.parse(source);
  const firebaseConfig = env.FIREBASE_CONFIG ? z.looseObject({}).parse(JSON.parse(env.FIREBASE_CONFIG)) : {};
  const project = env.GCLOUD_PROJECT ?? env.GOOGLE_CLOUD_PROJECT ?? String(firebaseConfig.projectId ?? '');
  if (!project) throw new Error('No project: GCLOUD_PROJECT is not set.');
  const emulators = EMULATOR_HOSTS.filter((name) => source[name]);
  if (emulators.length > 0 && !project.startsWith('demo-')) {
    throw new Error(`${emulators.join(', ')} set for the project ${project}: only demo- projects may be emulated.`);
  }
  const found: Environment = {
    project,
    database: env.FIRESTORE_DATABASE,
    bucket: String(firebaseConfig.storageBucket ?? `${project}.firebasestorage.app`),
    emulated: emulators.length > 0,
    firestoreEmulator: env.FIRESTORE_EMULATOR_HOST,
    authEmulator: env.FIREBASE_AUTH_EMULATOR_HOST,
    storageEmulator: env.FIREBASE_STORAGE_EMULATOR_HOST,
    emulatedKey: env.FIREBASE_STORAGE_EMULATOR_HOST && env.STORAGE_EMULATOR_KEY,
  };
  if (source === process.env) cached = found;
  return found;
}
