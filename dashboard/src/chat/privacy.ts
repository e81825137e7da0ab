import { usePreferences } from '../users/preferences.ts';

/** Whether I let others know that I am typing; until that is known, nothing is told. */
export const useTellsTyping = (): boolean => usePreferences().data?.privacy.typing ?? false;
