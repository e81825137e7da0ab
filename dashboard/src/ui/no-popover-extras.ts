/**
 * In the place of what Mantine's popover brings along and nothing here asks for: arrows, and menus by the right button. Both
 * would be in the frame around every page.
 */
const nothing = (): null => null;

export { nothing as FloatingArrow, nothing as PopoverContextMenu };
