// Before the first paint and outside the bundle, so that nobody who prefers dark sees a white flash. Mantine's own
// script would be inline, which the Content-Security-Policy forbids. The key is the one Mantine stores the choice under.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage is blocked: the system's preference it is.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
