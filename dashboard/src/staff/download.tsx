import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { saveFile } from '../media/save-file.ts';
import { DownloadIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';

/** Saves a file that a route answers: it has no address that a link could lead to. */
export function Download({ name, fetch }: { name: string; fetch: () => Promise<Blob> }) {
  const save = useMutation({
    mutationFn: fetch,
    onSuccess: (blob) => saveFile(blob, name),
    onError: showFailure,
  });
  return (
    <Button
      variant="default"
      leftSection={<DownloadIcon size={18} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      <Trans>Save as CSV</Trans>
    </Button>
  );
}
