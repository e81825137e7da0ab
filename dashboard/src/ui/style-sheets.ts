/**
 * Takes the place of `react-style-singleton`, by which dialogs keep the page behind them from scrolling. That one makes
 * `<style>` elements, which the Content-Security-Policy forbids; style sheets that a script makes are no part of the
 * document.
 */
import { useEffect } from 'react';

/**
 * How wide the scroll bar was, told to everything on the page. Nothing here asks, and as each element inherits it, a dialog
 * that opens or closes would have the styles of all of them worked out anew.
 */
const INHERITED = /--removed-body-scroll-bar-size:[^;]*;/;

/** @returns a hook that applies a style sheet while anything that uses it is shown: the first one's */
export function styleHookSingleton(): (css: string, isDynamic?: boolean) => void {
  let users = 0;
  let sheet: CSSStyleSheet | null = null;
  const add = (css: string) => {
    users++;
    if (users > 1) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css.replace(INHERITED, ''));
    document.adoptedStyleSheets.push(sheet);
  };
  const remove = () => {
    users--;
    if (users > 0) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  return (css, isDynamic = false) => {
    // biome-ignore lint/correctness/useExhaustiveDependencies: only what is dynamic follows its text.
    useEffect(() => {
      add(css);
      return remove;
    }, [isDynamic && css]);
  };
}

interface Props {
  styles: string;
  dynamic?: boolean;
}

/** @returns a component that does the same */
export function styleSingleton(): (props: Props) => null {
  const useStyle = styleHookSingleton();
  return function Sheet({ styles, dynamic }: Props) {
    useStyle(styles, dynamic);
    return null;
  };
}
