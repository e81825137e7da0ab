// What is deployed. Each function has a process of its own; the build gives that the script of the function alone.
export { beforeSignUp, onSignInDeleted } from './deploy/accounts.ts';
export { api } from './deploy/api.ts';
export {
  onAccountUpdated,
  onAttendeeWritten,
  onConnectionWritten,
  onErasureAsked,
  onEventWritten,
  onMessageVideoCreated,
  onMessageWritten,
  onReportWritten,
  onStaffWritten,
  onStoryCreated,
  onUserCreated,
  onUserUpdated,
  onVerificationWritten,
} from './deploy/documents.ts';
export {
  analytics,
  conversations,
  dataExports,
  departures,
  evidence,
  notifications,
  papers,
  remind,
  stories,
  suspensions,
  sweep,
  videos,
} from './deploy/jobs.ts';
export { pages } from './deploy/pages.ts';
export { exportData, fanOut } from './deploy/tasks.ts';
