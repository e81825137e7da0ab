import { ProfilePatch } from '@api/users/schema.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { saidErrors } from './said-errors.ts';

export const check = saidErrors(zodResolver(ProfilePatch));
