import { STAFF_PERMISSIONS, type StaffPermission } from '@api/contract/roles.ts';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { firebase } from './firebase.ts';
import { useUid } from './session.tsx';

interface Rights {
  /** What the signed-in person may do as staff, as their token says; null until it has. */
  permissions: readonly StaffPermission[] | null;
  /** Whether there were more of them before, in this session. */
  withdrawn: boolean;
  /** Gets a new token, which knows of rights that were given meanwhile. @throws where Auth can't be reached */
  look(): Promise<void>;
}

const RightsContext = createContext<Rights | null>(null);

export function useRights(): Rights {
  const rights = use(RightsContext);
  if (!rights) throw new Error('useRights() outside RightsProvider');
  return rights;
}

const permissionsIn = (claim: unknown): readonly StaffPermission[] =>
  STAFF_PERMISSIONS.filter((permission) => Array.isArray(claim) && claim.includes(permission));

async function look(): Promise<void> {
  await (await firebase()).auth.currentUser?.getIdToken(true);
}

/** Follows the tokens of the session: a right that is withdrawn is gone from the next one, and the API asks for that. */
export function RightsProvider({ children }: { children: ReactNode }) {
  const uid = useUid();
  const [held, setHeld] = useState<Pick<Rights, 'permissions' | 'withdrawn'>>({ permissions: null, withdrawn: false });
  useEffect(() => {
    let isGone = false;
    let detach = () => {};
    const follow = async () => {
      const { auth } = await firebase();
      if (isGone) return;
      detach = auth.onIdTokenChanged(async (user) => {
        if (user?.uid !== uid) return;
        const permissions = await user.getIdTokenResult().then(
          ({ claims }) => permissionsIn(claims.staff),
          // The token has run out, and there is no line to get another by: then what was known still stands.
          () => null,
        );
        if (isGone || !permissions) return;
        setHeld((before) => ({
          permissions,
          withdrawn:
            before.permissions?.some((each) => !permissions.includes(each)) ||
            (before.withdrawn && permissions.length === 0),
        }));
      });
    };
    follow().catch(() => {});
    return () => {
      isGone = true;
      detach();
    };
  }, [uid]);
  const rights = useMemo(() => ({ ...held, look }), [held]);
  return <RightsContext value={rights}>{children}</RightsContext>;
}
