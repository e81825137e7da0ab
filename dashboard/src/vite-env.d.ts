declare module '*.module.css' {
  const classes: Record<string, string>;
  export default classes;
}

declare module '*.po' {
  export const messages: import('@lingui/core').Messages;
}

/** What the API's answers look like (`vite/answer-shapes.ts`). */
declare module 'virtual:answer-shapes' {
  const shapes: import('./live/shape.ts').Shapes;
  export default shapes;
}
