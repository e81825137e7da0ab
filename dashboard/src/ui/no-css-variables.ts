/** In the place of Mantine's own, which would make in the browser what the build has written into the style sheet. */
export const MantineCssVariables = (): null => null;
