import { describe, expect, it } from 'vitest';
import { environment } from '../../functions/src/config.ts';

const EMULATORS = {
  FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080',
  FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099',
  FIREBASE_STORAGE_EMULATOR_HOST: '127.0.0.1:9199',
  STORAGE_EMULATOR_HOST: 'http://127.0.0.1:9199',
};

describe('where the process runs', () => {
  it('is the cloud without emulators', () => {
    expect(environment({ GCLOUD_PROJECT: 'infloo-prod' })).toEqual({
      project: 'infloo-prod',
      database: '(default)',
      bucket: 'infloo-prod.firebasestorage.app',
      emulated: false,
      authEmulator: undefined,
      storageEmulator: undefined,
      emulatedKey: undefined,
    });
  });

  it('is the suite with them, for a demo project', () => {
    expect(environment({ GCLOUD_PROJECT: 'demo-infloo', ...EMULATORS })).toMatchObject({ emulated: true });
  });

  it('signs with a key from the environment beside the Storage emulator alone', () => {
    const STORAGE_EMULATOR_KEY = 'a key';
    const keyOf = (env: Record<string, string>) => environment({ STORAGE_EMULATOR_KEY, ...env }).emulatedKey;
    expect(keyOf({ GCLOUD_PROJECT: 'demo-infloo', ...EMULATORS })).toBe('a key');
    expect(keyOf({ GCLOUD_PROJECT: 'infloo-prod' })).toBeUndefined();
  });

  it.each(Object.entries(EMULATORS))('refuses to start with %s for a real project', (name, host) => {
    expect(() => environment({ GCLOUD_PROJECT: 'infloo-prod', [name]: host })).toThrow(
      `${name} set for the project infloo-prod`,
    );
  });

  it('takes project and bucket from what the platform says', () => {
    const FIREBASE_CONFIG = JSON.stringify({ projectId: 'infloo-prod', storageBucket: 'other-bucket' });
    expect(environment({ FIREBASE_CONFIG })).toMatchObject({ project: 'infloo-prod', bucket: 'other-bucket' });
  });

  it('refuses to start without a project', () => {
    expect(() => environment({})).toThrow('No project');
  });
});
