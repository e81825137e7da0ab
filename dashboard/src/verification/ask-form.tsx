import { UPLOADS } from '@api/contract/limits.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { NAME_FIELD } from '@api/verification/policy.ts';
import { DOC_TYPES, type DocType } from '@api/verification/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { DropZone } from '../media/drop-zone.tsx';
import { FileButton } from '../media/file-button.tsx';
import { PaperPreview } from '../media/paper-preview.tsx';
import { wordsAboutFile } from '../media/words.ts';
import { Section } from '../ui/card.tsx';
import { Choices } from '../ui/choices.tsx';
import { useLeaveGuard } from '../ui/leave-guard.tsx';
import { showDone } from '../ui/toast.tsx';
import { CHOICE, MEGABYTES, preparePaper } from './paper.ts';
import { type Sending, useSend } from './send.ts';
import { docHint, docLabel } from './words.ts';

interface Props {
  me: OwnProfile;
  /** Null while nothing is chosen. */
  type: DocType | null;
  /** What may be asked for now. */
  free: readonly DocType[];
  onType: (type: DocType) => void;
}

/** Asks to be verified: what for, and the paper that proves it. */
export function AskForm({ me, type, free, onType }: Props) {
  const choose = useMutation({ mutationFn: preparePaper });
  const { send, sending, error, cancel, reset } = useSend(() => {
    choose.reset();
    showDone(t`Your document is on its way to our staff.`);
  });
  // Once the request is listed there is nothing left to lose, though its answer may still be on its way.
  useLeaveGuard(sending !== null && type !== null);
  const paper = choose.data ?? null;
  const megabytes = i18n.number(MEGABYTES);
  const name = type && me[NAME_FIELD[type]];
  const failure = choose.error ?? error;
  const take = (file: File) => {
    reset();
    choose.mutate(file);
  };
  return (
    <Section title={t`Send in a document`}>
      <Stack gap="md">
        <Choices
          legend={t`What it proves`}
          choices={DOC_TYPES.filter((each) => free.includes(each)).map((value) => ({
            value,
            label: docLabel(value),
            hint: docHint(value),
          }))}
          input={(value) => ({
            name: 'doc_type',
            checked: value === type,
            disabled: sending !== null,
            onChange: () => onType(value as DocType),
          })}
        />
        {name === null && (
          <Text size="sm" c="dimmed">
            <Trans>You can prove this, too. Choose it, and we say what the document must show.</Trans>
          </Text>
        )}
        {name === '' && (
          <Alert color="yellow" title={t`Your profile names no company yet`}>
            <Trans>
              It is what we look for on the document.{' '}
              <Anchor component={Link} href="/profile" inherit fw={600} c="inherit" td="underline">
                Enter its name
              </Anchor>{' '}
              first.
            </Trans>
          </Alert>
        )}
        {name && (
          <Text size="sm">
            <Trans>
              It must say <strong dir="auto">“{name}”</strong>, as your profile does. If your name is written another
              way,{' '}
              <Anchor component={Link} href="/profile" inherit fw={600}>
                change it
              </Anchor>{' '}
              first.
            </Trans>
          </Text>
        )}
        {failure && !sending && (
          <Alert color="red" role="alert">
            {wordsAboutFile(failure, UPLOADS.document.field)}
          </Alert>
        )}
        {name && !paper && (
          <DropZone label={t`Paper`} accept={CHOICE} onFile={take} busy={choose.isPending}>
            <Trans>A PDF or a photo, at most {megabytes} MB. All four corners in sight, nothing covered.</Trans>
          </DropZone>
        )}
        {type && name && paper && (
          <>
            <PaperPreview file={paper} />
            {sending ? (
              <Underway sending={sending} onCancel={cancel} />
            ) : (
              <Group gap="sm">
                <Button onClick={() => send({ type, file: paper })}>{error ? t`Try again` : t`Send it in`}</Button>
                <FileButton onChange={(file) => file && take(file)} accept={CHOICE} label={t`Another document`}>
                  {(props) => (
                    <Button {...props} variant="default">
                      <Trans>Choose another</Trans>
                    </Button>
                  )}
                </FileButton>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Section>
  );
}

function Underway({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { online } = useNetwork();
  const percent = sending.at === 'sending' ? Math.round(100 * sending.share) : 100;
  const words =
    sending.at === 'checking'
      ? t`It has arrived, and is being checked …`
      : online
        ? t`Sending …`
        : t`You are offline. It goes on when you are back.`;
  return (
    <Stack gap="xs">
      <Progress.Root size="md">
        <Progress.Section
          value={percent}
          animated={sending.at === 'checking'}
          aria-label={sending.at === 'sending' ? t`Sending your document` : t`Checking your document`}
        />
      </Progress.Root>
      <Group justify="space-between" mih={36}>
        <Text size="sm" component="div">
          <span role="status">{words}</span>
          {/* The bar says it, too; read out at each step it would never end. */}
          {sending.at === 'sending' && <span aria-hidden="true"> {i18n.number(percent)} %</span>}
        </Text>
        {sending.at === 'sending' && (
          <Button variant="subtle" color="gray" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </Group>
    </Stack>
  );
}
