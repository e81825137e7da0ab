import { ProfilePatch } from '@api/users/schema.ts';
import { zodResolver } from '@hookform/resolvers/zod';

export const check = zodResolver(ProfilePatch);
