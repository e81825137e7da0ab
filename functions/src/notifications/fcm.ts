import type { Message } from 'firebase-admin/messaging';
import * as logger from 'firebase-functions/logger';
import { messaging } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import type { DeviceDocument, Outcome, PushMessage, Sender } from './schema.ts';

/** A phone that was off for longer finds it in the list. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** Codes of Firebase Messaging for what can't be reached any more. */
const GONE: ReadonlySet<string> = new Set([
  'messaging/registration-token-not-registered',
  'messaging/installation-id-not-registered',
  'messaging/invalid-registration-token',
]);

/** @returns the message as Firebase Messaging takes it, for one phone */
export function fcmMessage(
  { title, body, previews, badge, mark, data }: PushMessage,
  { kind, value }: Pick<DeviceDocument, 'kind' | 'value'>,
): Message {
  return {
    ...(kind === 'fid' ? { fid: value } : { token: value }),
    notification: { title, body },
    data,
    android: {
      collapseKey: mark,
      ttl: LIFE_MS,
      notification: { tag: mark, notificationCount: badge, visibility: previews ? 'public' : 'private' },
    },
    apns: {
      headers: { 'apns-collapse-id': mark, 'apns-expiration': String(Math.floor((now() + LIFE_MS) / 1000)) },
      payload: { aps: { badge, sound: 'default' } },
    },
  };
}

/** Sends by Firebase Cloud Messaging. */
export const fcm: Sender = async (message, devices) => {
  const { responses } = await messaging().sendEach(devices.map((device) => fcmMessage(message, device)));
  return responses.map(({ success, error }): Outcome => {
    if (success) return 'sent';
    if (error && GONE.has(error.code)) return 'gone';
    logger.warn('push not delivered', { code: error?.code });
    return 'failed';
  });
};
