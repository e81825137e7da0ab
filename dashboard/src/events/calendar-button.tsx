import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { file } from '../live/api.ts';
import { saveFile } from '../media/save-file.ts';
import { CalendarIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';

/** Letters that no system forbids in the name of a file. */
const nameOf = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80) || t`event`;

/** The event as a file for whichever calendar one has. */
export function CalendarButton({ event: { id, title } }: { event: Event }) {
  const download = useMutation({
    mutationFn: () => file('GET /events/{id}/calendar.ics', { params: { id } }),
    onSuccess: (blob) => saveFile(blob, `${nameOf(title)}.ics`),
    onError: showFailure,
  });
  return (
    <Button
      variant="default"
      leftSection={<CalendarIcon size={18} />}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      <Trans>Add to calendar</Trans>
    </Button>
  );
}
