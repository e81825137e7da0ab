import './options.ts';
import { beforeUserCreated, HttpsError, onUserDeleted } from 'firebase-functions/identity';
import { params } from '../config.ts';
import { runTrigger } from '../runtime/trigger.ts';
import { TRIGGERS } from '../triggers.ts';

export { loadFirestore } from '../firebase.ts';

/** Nothing of the account itself is passed on: it could end up in a log or a dead letter. */
export const onSignInDeleted = onUserDeleted({ retry: true }, ({ id, time, data: { uid } }) =>
  runTrigger('onSignInDeleted', TRIGGERS.onSignInDeleted, {
    id,
    time,
    params: { uid },
    before: undefined,
    after: undefined,
  }),
);

/**
 * Accounts are made by the API alone: it claims the name with them. Whoever signs up at Firebase Auth with somebody
 * else's address would only be in their way. It needs Identity Platform; without it the same holds, but later.
 */
export const beforeSignUp = beforeUserCreated({ omit: params.identityPlatform.equals(false), maxInstances: 5 }, () => {
  throw new HttpsError('permission-denied', 'Register through Infloo.');
});
