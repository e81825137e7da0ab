import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { copyText } from '../ui/copy.ts';
import { CopyIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';

/** Hands on the address of an event: to the apps of a phone, or by the clipboard. */
export function ShareButton({ event: { id, title, visibility } }: { event: Event }) {
  const share = async () => {
    const url = `${location.origin}/events/${id}`;
    if (!navigator.share || !matchMedia('(pointer: coarse)').matches) {
      await copyText(
        url,
        visibility === 'public'
          ? t`The link is copied. Anybody can open it.`
          : t`The link is copied. It opens for connections of the host.`,
      );
      return;
    }
    try {
      await navigator.share({ title, url });
    } catch (error) {
      // Whoever closes the list of apps has changed their mind.
      if ((error as { name?: unknown }).name !== 'AbortError') showFailure(error);
    }
  };
  return (
    <Button variant="default" leftSection={<CopyIcon size={18} />} onClick={share}>
      <Trans>Share</Trans>
    </Button>
  );
}
