import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Loader, Modal, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { wordsOf } from '../../live/api.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { BackIcon, CrossIcon, MessageIcon, SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useShortcutsOn } from '../../ui/shortcuts.ts';
import { useCorrespondents, useFoundItems, useRecentItems } from './finds.tsx';
import { type Group, type Item, useOwnItems, useSearchElsewhere } from './items.tsx';
import { Keys } from './keys-list.tsx';
import classes from './palette.module.css';
import { type Shown, showPalette, usePalette } from './state.ts';

const titles = (): Record<Shown, string> => ({
  search: t`Search`,
  write: t`Write to`,
  keys: t`Keyboard shortcuts`,
});

/** Above the page: finds people, events, conversations and pages, and does what can be done from anywhere. */
export default function Palette() {
  const shown = usePalette();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const close = () => showPalette(null);
  useBackCloses(shown !== null, close);
  const last = useRef<Shown>('search');
  if (shown) last.current = shown;
  const mode = last.current;
  return (
    <Modal
      opened={shown !== null}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={mode === 'keys' ? 760 : 620}
      yOffset="12vh"
      centered={false}
      fullScreen={isPhone}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content, body: classes.body }}
      attributes={{ content: { 'aria-label': titles()[mode] } }}
    >
      {mode === 'keys' ? <Keys onClose={close} /> : <Search key={mode} mode={mode} onClose={close} />}
    </Modal>
  );
}

interface SearchProps {
  mode: 'search' | 'write';
  onClose: () => void;
}

function Search({ mode, onClose }: SearchProps) {
  const [text, setText] = useState('');
  const words = text.trim();
  return mode === 'write' ? (
    <Write text={text} words={words} onText={setText} onClose={onClose} />
  ) : (
    <Everything text={text} words={words} onText={setText} onClose={onClose} />
  );
}

interface FieldProps {
  text: string;
  /** What is looked for: the text without what is around it. */
  words: string;
  onText: (text: string) => void;
  onClose: () => void;
}

function Everything({ words, ...field }: FieldProps) {
  const [here] = useLocation();
  const own = useOwnItems(words);
  const recent = useRecentItems(here);
  const found = useFoundItems(words);
  const elsewhere = useSearchElsewhere(words);
  const groups = words === '' ? [recent, ...own] : [...own, ...found.groups, elsewhere];
  return <Listbox {...field} {...found} groups={groups} label={t`Search people, events, pages and actions`} />;
}

function Write({ words, ...field }: FieldProps) {
  const found = useCorrespondents(words);
  const isNobody =
    words !== '' && !found.isBusy && !found.error && found.groups.every(({ items }) => items.length === 0);
  return (
    <Listbox
      {...field}
      {...found}
      label={t`Write to whom?`}
      onBack={() => showPalette('search')}
      empty={
        isNobody
          ? t`Nobody of that name. Try the beginning of a name.`
          : words === ''
            ? t`Type the beginning of a name.`
            : null
      }
    />
  );
}

interface ListboxProps {
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
  groups: readonly Group[];
  label: string;
  isBusy: boolean;
  error: Error | null;
  retry: () => void;
  /** Leads to the search for everything. */
  onBack?: () => void;
  /** What is said where there is nothing to choose. */
  empty?: string | null;
}

/** A field with what it has found below: the focus stays in the field, and arrows go through the list. */
function Listbox({ text, onText, onClose, groups, label, isBusy, error, retry, onBack, empty = null }: ListboxProps) {
  const [, navigate] = useLocation();
  const { on: showsKeys } = useShortcutsOn();
  const name = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const filled = useMemo(() => groups.filter(({ items }) => items.length > 0), [groups]);
  const items = filled.flatMap((group) => group.items);
  // What is chosen stays so while more comes in, and the first is chosen before anybody chooses.
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosen),
  );
  const active = items[at];
  const optionId = (item: Item) => `${name}-${item.id.replace(/\W/g, '_')}`;

  const activeId = active && optionId(active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const take = (item: Item, elsewhere = false) => {
    if (elsewhere && item.href) {
      window.open(item.href, '_blank', 'noopener');
      return;
    }
    if (!item.stays) onClose();
    if (item.href) navigate(item.href);
    item.act?.();
  };
  const move = (step: number) => setChosen(items[(at + step + items.length) % items.length]?.id ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && active) take(active, event.ctrlKey || event.metaKey);
    else if (event.key === 'Backspace' && text === '' && onBack) onBack();
    else return;
    event.preventDefault();
  };
  const Sign = onBack ? MessageIcon : SearchIcon;
  return (
    <>
      <div className={classes.field}>
        {onBack ? (
          <button type="button" className={classes.button} aria-label={t`Back to search`} onClick={onBack}>
            <BackIcon size={20} />
          </button>
        ) : (
          <Sign size={20} />
        )}
        <input
          className={classes.input}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            onText(value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
          placeholder={onBack ? t`Write to whom?` : t`Search, or say what to do`}
          aria-label={label}
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${name}-list`}
          aria-activedescendant={activeId}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={100}
          dir="auto"
          data-autofocus
        />
        {isBusy && text !== '' && <Loader size="xs" role="status" aria-label={t`Searching`} />}
        <button type="button" className={classes.button} aria-label={t`Close`} onClick={onClose}>
          <CrossIcon size={20} />
        </button>
      </div>
      <div className={classes.list} role="listbox" id={`${name}-list`} aria-label={t`Results`}>
        {filled.map((group, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset isn't allowed in a listbox.
          <div key={group.title} role="group" aria-labelledby={`${name}-group-${i}`} className={classes.group}>
            <div className={classes.title} id={`${name}-group-${i}`}>
              {group.title}
            </div>
            {group.items.map((item) => (
              <Option
                key={item.id}
                id={optionId(item)}
                item={item}
                isActive={item.id === active?.id}
                showsKeys={showsKeys}
                onPoint={() => setChosen(item.id)}
                onTake={(elsewhere) => take(item, elsewhere)}
              />
            ))}
          </div>
        ))}
      </div>
      {empty && items.length === 0 && <p className={classes.empty}>{empty}</p>}
      {error && (
        <div className={classes.failed} role="alert">
          <span>{wordsOf(error)}</span>
          <button type="button" className={classes.again} onClick={retry}>
            <Trans>Try again</Trans>
          </button>
        </div>
      )}
      <VisuallyHidden role="status">
        {isBusy && text !== ''
          ? ''
          : plural({ count: items.length }, { one: '# to choose from', other: '# to choose from' })}
      </VisuallyHidden>
    </>
  );
}

interface OptionProps {
  id: string;
  item: Item;
  isActive: boolean;
  showsKeys: boolean;
  onPoint: () => void;
  onTake: (elsewhere: boolean) => void;
}

function Option({
  id,
  item: { label, hint, icon, keys },
  isActive,
  showsKeys,
  onPoint,
  onTake,
}: OptionProps): ReactNode {
  return (
    // The field has the focus and the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points to it.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field listens for them.
    <div
      role="option"
      id={id}
      aria-selected={isActive}
      className={classes.option}
      onMouseMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ ctrlKey, metaKey }) => onTake(ctrlKey || metaKey)}
    >
      <span className={classes.icon}>{icon}</span>
      <span className={classes.label}>
        <bdi>{label}</bdi>
        {hint && (
          <span className={classes.hint}>
            <bdi>{hint}</bdi>
          </span>
        )}
      </span>
      {keys && showsKeys && (
        <span className={classes.keys} aria-hidden="true">
          {keys.split(' ').map((key) => (
            <Kbd key={key}>{key.toUpperCase()}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}
