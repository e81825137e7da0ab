import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { SearchIcon } from '../../ui/icons.tsx';
import { useHasKeyboard } from '../../ui/kbd.tsx';
import classes from './button.module.css';
import { SEARCH_KEYS } from './search-keys.ts';
import { showPalette } from './state.ts';

/** Looks like the field that it opens; a sign alone where there is little room. */
export function SearchButton() {
  const hasKeyboard = useHasKeyboard();
  return (
    <button
      type="button"
      className={classes.search}
      aria-label={t`Search everything`}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => showPalette('search')}
    >
      <SearchIcon size={20} />
      <span className={classes.word}>
        <Trans>Search</Trans>
      </span>
      {hasKeyboard && (
        <span className={classes.keys} aria-hidden="true">
          {SEARCH_KEYS}
        </span>
      )}
    </button>
  );
}
