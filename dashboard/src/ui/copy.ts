import { showDone, showFailure } from './toast.tsx';

/** Puts a text into the clipboard, and says so. @param done what is said then */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showDone(done);
  } catch (error) {
    showFailure(error);
  }
}
