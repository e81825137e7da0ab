import type { Event } from '@api/events/schema.ts';
import { Button } from '@mantine/core';
import { CopyIcon } from '../ui/icons.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';

/** Hands on the address of an event: to the apps of a phone, or by the clipboard. */
export function ShareButton({ event: { id, title, visibility } }: { event: Event }) {
  const share = async () => {
    const url = `${location.origin}/events/${id}`;
    try {
      if (navigator.share && matchMedia('(pointer: coarse)').matches) {
        await navigator.share({ title, url });
        return;
      }
      await navigator.clipboard.writeText(url);
      showDone(
        visibility === 'public'
          ? 'The link is copied. Anybody can open it.'
          : 'The link is copied. It opens for connections of the host.',
      );
    } catch (error) {
      // Whoever closes the list of apps has changed their mind.
      if ((error as { name?: unknown }).name !== 'AbortError') showFailure(error);
    }
  };
  return (
    <Button variant="default" leftSection={<CopyIcon size={18} />} onClick={share}>
      Share
    </Button>
  );
}
