import { bytesOf, lengthOf } from '@api/contract/length.ts';
import { LIMITS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { ActionIcon, Loader } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useLayoutEffect } from 'react';
import { FileButton } from '../media/file-button.tsx';
import { AttachIcon, SendIcon } from '../ui/icons.tsx';
import { CHOICE } from './attach.ts';
import { AttachedFiles } from './attached-files.tsx';
import classes from './composer.module.css';
import { keepDraft, useDraft } from './drafts.ts';
import type { useAttachments } from './use-attachments.ts';

/** From so many characters before the most on, one is told how many are left. */
const NEAR_LIMIT = 200;

/** With a keyboard on the screen, Enter makes a new line: Shift is hard to hold there, and a button is near. */
const hasKeyboard = (): boolean => !matchMedia('(hover: none) and (pointer: coarse)').matches;

/** @returns how many characters may follow, or null where that is far away */
function leftOf(content: string): number | null {
  const { characters, bytes } = LIMITS.message;
  // A character that people count as one may take many bytes.
  const byBytes = content.length > bytes / 4 ? Math.floor((bytes - bytesOf(content)) / 4) : characters;
  const left = content.length > characters - NEAR_LIMIT ? characters - lengthOf(content) : characters;
  const least = Math.min(left, byBytes);
  return least <= NEAR_LIMIT ? least : null;
}

/** Keeps a field as high as what is in it, up to what its style allows. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with the text.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  /** What had the focus when the conversation was opened. */
  opener: Element | null;
  uid: string;
  /** Whom it is for. */
  to: { id: string; display_name: string };
  attachments: ReturnType<typeof useAttachments>;
  onSend: (content: string) => void;
  /** Told that something is being typed, and that it isn't any more. */
  onTyping: (isTyping: boolean) => void;
}

/** Where one writes. What is begun is kept, until it is sent. */
export function Composer({ field, opener, uid, to, attachments, onSend, onTyping }: Props) {
  const text = useDraft(uid, to.id);
  useGrowing(field, text);
  const content = text.trim();
  const left = leftOf(content);
  const isTooLong = left !== null && left < 0;
  const canSend = (content !== '' || attachments.files.length > 0) && !isTooLong && !attachments.isBusy;

  // Once a conversation. On a phone the keyboard would cover what one has come to read.
  useEffect(() => {
    if (!hasKeyboard()) return;
    // After the shell, which moves the focus to a page that is new.
    const frame = requestAnimationFrame(() => {
      // Whoever has begun to type elsewhere meanwhile, or has opened something above, goes on there.
      const now = document.activeElement;
      if (now !== opener && now?.closest('input, textarea, [role=dialog]')) return;
      field.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [field, opener]);

  const send = () => {
    if (!canSend) return;
    onTyping(false);
    keepDraft(uid, to.id, '');
    onSend(content);
    // The button must not keep the focus: a phone's keyboard would go.
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses what it proposes; 229 is how Safari tells.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.altKey || !hasKeyboard()) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    // Words that come with a picture of themselves, as from a word processor, are meant as words.
    if (files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    attachments.take(files);
  };
  return (
    <div className={classes.composer}>
      <AttachedFiles attachments={attachments} />
      <div className={classes.line}>
        <FileButton multiple accept={CHOICE} onChange={attachments.take} label={t`Files to send`}>
          {(props) => (
            <ActionIcon
              {...props}
              variant="subtle"
              color="gray"
              size={44}
              className={classes.attach}
              aria-label={t`Add a picture, a video or a PDF`}
              title={t`Add a picture, a video or a PDF`}
            >
              {attachments.isBusy ? <Loader size={18} /> : <AttachIcon size={22} />}
            </ActionIcon>
          )}
        </FileButton>
        <textarea
          ref={field}
          className={classes.field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={t`Write a message…`}
          aria-label={t`Message to ${{ name: to.display_name }}`}
          aria-invalid={isTooLong || undefined}
          aria-describedby={left === null ? undefined : 'message-room'}
          enterKeyHint={hasKeyboard() ? 'send' : 'enter'}
          onChange={({ currentTarget: { value } }) => {
            keepDraft(uid, to.id, value);
            onTyping(value.trim() !== '');
          }}
          onBlur={() => onTyping(false)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <ActionIcon
          variant="filled"
          size={44}
          className={classes.send}
          aria-label={t`Send`}
          title={t`Send`}
          disabled={!canSend}
          onPointerDown={(event) => event.preventDefault()}
          onClick={send}
        >
          <SendIcon size={20} />
        </ActionIcon>
      </div>
      {left !== null && (
        <div id="message-room" className={classes.room} data-over={isTooLong || undefined} role="status">
          {isTooLong ? (
            <Plural value={{ characters: -left }} other="# characters too long" />
          ) : (
            <Plural value={{ characters: left }} other="# characters left" />
          )}
        </div>
      )}
    </div>
  );
}
