import { type ComponentProps, lazy, Suspense } from 'react';

/** Loaded when somebody reports something, and by nobody else. */
const ReportDialog = lazy(() => import('./report-dialog.tsx'));

/** Asks what is wrong with something, once the file of the dialog is there. */
export const ReportDialogLater = (props: ComponentProps<typeof ReportDialog>) => (
  <Suspense>
    <ReportDialog {...props} />
  </Suspense>
);
