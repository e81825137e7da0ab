// What is deployed. Each function has a process of its own; the build gives that the script of the function alone.
export { beforeSignUp, onSignInDeleted } from './deploy/accounts.ts';
export { api } from './deploy/api.ts';
export {
  onConnectionWritten,
  onErasureAsked,
  onStaffWritten,
  onStoryCreated,
  onUserCreated,
  onUserUpdated,
  onVerificationWritten,
} from './deploy/documents.ts';
export { papers, stories, sweep } from './deploy/jobs.ts';
