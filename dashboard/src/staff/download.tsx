import { Button } from '@mantine/core';
import { useState } from 'react';
import { DownloadIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';

/** Saves a file that a route answers: it has no address that a link could lead to. */
export function Download({ name, fetch }: { name: string; fetch: () => Promise<Blob> }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await fetch());
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" leftSection={<DownloadIcon size={18} />} loading={busy} onClick={save}>
      Save as CSV
    </Button>
  );
}
